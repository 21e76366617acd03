// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import io.xprim.models.Sha256;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.WholeFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The files of a registry that are named by their digest. Each appears by the rename of a temporary file that was forced to the disk.
 */
final class DataFolder {
    private static final int BUFFER = 128 << 10;

    private final Path folder;
    private final FileOperations operations;
    private final RandomGenerator random;
    private final boolean trustExisting;
    private final Set<Sha256> known = new HashSet<>();
    private long bytesWritten;

    /** Makes the folder if it is not there. */
    DataFolder(Path folder, FileOperations operations, RandomGenerator random, boolean trustExisting)
            throws IOException {
        this.folder = folder;
        this.operations = operations;
        this.random = random;
        this.trustExisting = trustExisting;
        new WholeFiles(operations).createDirectories(folder);
    }

    /** Begins a file whose content, and so whose name, is not known yet. */
    Writer begin() throws IOException {
        return new Writer(folder.resolve(".tmp-" + HexFormat.of().toHexDigits(random.nextLong())));
    }

    /** Bytes of files that were not there before. */
    long bytesWritten() {
        return bytesWritten;
    }

    void force() throws IOException {
        operations.forceDirectory(folder);
    }

    /** A file in the making. Closing it without {@link #finish()} removes it. */
    final class Writer implements AutoCloseable {
        private final Path temporary;
        private final FileOperations.OpenFile file;
        private final MessageDigest sha256 = Digests.sha256();
        private long size;
        private boolean open = true;
        private boolean moved;

        private Writer(Path temporary) throws IOException {
            this.temporary = temporary;
            this.file = operations.create(temporary);
        }

        long size() {
            return size;
        }

        void write(ByteBuffer bytes) throws IOException {
            sha256.update(bytes.duplicate());
            while (bytes.hasRemaining()) {
                size += file.write(bytes, size);
            }
        }

        /** Gives the file its name, unless there is the same already. */
        Sha256 finish() throws IOException {
            Sha256 digest = Sha256.of(sha256.digest());
            Path target = folder.resolve(digest.hex());
            if (!known.contains(digest) && !isThere(target, digest)) {
                file.force();
                closeFile();
                operations.move(temporary, target);
                moved = true;
                bytesWritten += size;
            }
            known.add(digest);
            return digest;
        }

        @Override
        public void close() throws IOException {
            closeFile();
            if (!moved) {
                operations.delete(temporary);
            }
        }

        private void closeFile() throws IOException {
            if (open) {
                open = false;
                file.close();
            }
        }

        private boolean isThere(Path target, Sha256 digest) throws IOException {
            Optional<FileOperations.Status> status = operations.status(target);
            return status.isPresent()
                    && status.get().kind() == FileOperations.Kind.FILE
                    && status.get().size() == size
                    && (trustExisting || hash(target).equals(digest));
        }
    }

    private Sha256 hash(Path path) throws IOException {
        MessageDigest sha256 = Digests.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (FileOperations.OpenFile file = operations.openForReading(path)) {
            for (long position = 0; ; ) {
                int count = file.read(buffer.clear(), position);
                if (count < 0) {
                    return Sha256.of(sha256.digest());
                }
                position += count;
                sha256.update(buffer.flip());
            }
        }
    }
}
