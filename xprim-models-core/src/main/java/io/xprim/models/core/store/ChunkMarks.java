// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which chunks of a model in the making were verified: a file of one byte a chunk, 1 for verified. Only a hint, since nothing forces the
 * chunks to the disk before it: whoever finds a mark hashes the chunk again. Thread-safe.
 */
final class ChunkMarks implements AutoCloseable {
    static final byte VERIFIED = 1;

    private final FileOperations.OpenFile file;
    private final byte[] marks;

    private ChunkMarks(FileOperations.OpenFile file, byte[] marks) {
        this.file = file;
        this.marks = marks;
    }

    /** Opens the marks beside a manifest. Where there are none, or too few or many, every chunk is worth hashing. */
    static ChunkMarks open(FileOperations operations, Path path, int chunks) throws IOException {
        WholeFiles files = new WholeFiles(operations);
        byte[] marks = files.read(path, Integer.MAX_VALUE).orElse(null);
        if (marks == null || marks.length != chunks) {
            marks = new byte[chunks];
            Arrays.fill(marks, VERIFIED);
            files.deleteTree(path);
            files.create(path, marks, false);
        }
        return new ChunkMarks(operations.openForWriting(path), marks);
    }

    /** Makes marks for a model of which nothing is there. */
    static ChunkMarks create(FileOperations operations, Path path, int chunks) throws IOException {
        byte[] marks = new byte[chunks];
        new WholeFiles(operations).create(path, marks, false);
        return new ChunkMarks(operations.openForWriting(path), marks);
    }

    synchronized boolean isSet(int chunk) {
        return marks[chunk] == VERIFIED;
    }

    void set(int chunk) throws IOException {
        put(chunk, VERIFIED);
    }

    void clear(int chunk) throws IOException {
        put(chunk, (byte) 0);
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void put(int chunk, byte mark) throws IOException {
        synchronized (this) {
            if (marks[chunk] == mark) {
                return;
            }
            marks[chunk] = mark;
        }
        WholeFiles.write(file, ByteBuffer.wrap(new byte[] {mark}), chunk);
    }
}
