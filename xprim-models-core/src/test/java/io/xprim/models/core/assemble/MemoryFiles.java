// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files in memory, which remember how far they were written. */
final class MemoryFiles implements ModelFiles {
    private final Map<Integer, byte[]> files = new TreeMap<>();

    @Override
    public synchronized void write(int file, long position, ByteBuffer bytes) {
        int length = bytes.remaining();
        int end = (int) position + length;
        byte[] content = files.getOrDefault(file, new byte[0]);
        if (content.length < end) {
            content = Arrays.copyOf(content, end);
        }
        bytes.get(content, (int) position, length);
        files.put(file, content);
    }

    @Override
    public synchronized boolean read(int file, long position, ByteBuffer bytes) {
        byte[] content = files.getOrDefault(file, new byte[0]);
        if (position + bytes.remaining() > content.length) {
            return false;
        }
        bytes.put(content, (int) position, bytes.remaining());
        return true;
    }

    /** The content; nothing for a file that was never written. */
    byte[] content(int file) {
        return files.getOrDefault(file, new byte[0]).clone();
    }

    /** Everything, as text to compare. */
    List<String> contents() {
        return files.values().stream().map(Arrays::toString).toList();
    }

    void flip(int file, int position) {
        byte[] content = files.get(file);
        if (content == null) {
            throw new AssertionError("file " + file + " was never written");
        }
        content[position] ^= 1;
    }
}
