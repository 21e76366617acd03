// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.core.format.GrowingDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A document that is too long for the memory, in a file of the store that loses its name as soon as it is made: whatever ends the process,
 * nothing is left.
 */
final class SpoolFile implements GrowingDocument {
    private final FileOperations.OpenFile file;
    private long size;

    private SpoolFile(FileOperations.OpenFile file) {
        this.file = file;
    }

    /** Makes one; nothing in the folder has the name. */
    static SpoolFile create(FileOperations operations, Path folder, String name) throws IOException {
        new WholeFiles(operations).createDirectories(folder);
        Path path = folder.resolve(name);
        FileOperations.OpenFile file = operations.create(path);
        try {
            operations.delete(path);
            return new SpoolFile(file);
        } catch (Throwable e) {
            file.close();
            throw e;
        }
    }

    @Override
    public synchronized void append(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        WholeFiles.write(file, bytes, size);
        size += length;
    }

    @Override
    public InputStream open() {
        return new FileInput(file);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // What was in it is not wanted any more.
        }
    }
}
