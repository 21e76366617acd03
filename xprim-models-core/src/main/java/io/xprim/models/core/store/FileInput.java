// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads an open file from its start, whoever else reads it; closing it leaves the file open. Not thread-safe. */
final class FileInput extends InputStream {
    private final FileOperations.OpenFile file;
    private long position;

    FileInput(FileOperations.OpenFile file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        int count = file.read(ByteBuffer.wrap(target, offset, length), position);
        position += Math.max(count, 0);
        return count;
    }
}
