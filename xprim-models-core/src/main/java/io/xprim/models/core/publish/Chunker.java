// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelFile;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.store.FileOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Cuts the concatenated files of a folder into chunks of one size, and puts each into the data folder. */
final class Chunker {
    private static final int BUFFER = 128 << 10;

    private final DataFolder data;
    private final FileOperations operations;
    private final int chunkSize;
    private final Cancellation cancellation;
    private final ChunkList.Builder chunks = new ChunkList.Builder();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private DataFolder.@Nullable Writer current;

    Chunker(DataFolder data, FileOperations operations, int chunkSize, Cancellation cancellation) {
        this.data = data;
        this.operations = operations;
        this.chunkSize = chunkSize;
        this.cancellation = cancellation;
    }

    /**
     * Chunks all files.
     *
     * @throws FileSystemException also if a file changed its size meanwhile
     */
    ChunkList.Builder chunk(SourceFolder folder, List<ModelFile> files) throws IOException {
        try {
            for (ModelFile file : files) {
                read(folder.resolve(file), file.size());
            }
            endChunk();
            return chunks;
        } finally {
            if (current != null) {
                current.close();
            }
        }
    }

    private void read(Path path, long size) throws IOException {
        try (FileOperations.OpenFile file = operations.openForReading(path)) {
            long position = 0;
            for (int count; (count = file.read(buffer.clear(), position)) >= 0; position += count) {
                if (cancellation.isCancelled()) {
                    throw new CancellationException("cancelled while reading " + path);
                }
                if (count > size - position) {
                    throw changed(path);
                }
                put(buffer.flip());
            }
            if (position != size) {
                throw changed(path);
            }
        }
    }

    private void put(ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        while (bytes.hasRemaining()) {
            if (current == null) {
                current = data.begin();
            }
            long room = chunkSize - current.size();
            bytes.limit((int) Math.min(limit, bytes.position() + room));
            current.write(bytes);
            bytes.limit(limit);
            if (current.size() == chunkSize) {
                endChunk();
            }
        }
    }

    private void endChunk() throws IOException {
        DataFolder.Writer ended = current;
        if (ended != null) {
            chunks.add(ended.finish());
            current = null;
            ended.close();
        }
    }

    private static FileSystemException changed(Path path) {
        return new FileSystemException(
                path.toString(), null, "changed while it was read; publish the folder when it is at rest");
    }
}
