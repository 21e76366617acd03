// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import io.xprim.models.ModelFile;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.Manifest;
import java.util.List;

/**
 * Where the bytes of a chunk belong: a pure function from places in the chunk stream to places in the files that are cut from it.
 * Immutable.
 */
public final class ChunkLayout {
    private final ChunkList chunks;
    /** Where each file begins in the stream, and the end. */
    private final long[] starts;

    /** Takes a run of bytes that lies in one file. */
    @FunctionalInterface
    public interface RunVisitor<X extends Exception> {
        /**
         * Takes the next run.
         *
         * @param file the index of the file
         * @param position where the run begins in the file
         * @param length bytes, at least 1
         */
        void visit(int file, long position, long length) throws X;
    }

    public ChunkLayout(Manifest manifest) {
        chunks = manifest.chunks();
        List<ModelFile> files = manifest.files();
        starts = new long[files.size() + 1];
        for (int i = 0; i < files.size(); i++) {
            starts[i + 1] = starts[i] + files.get(i).size();
        }
    }

    /**
     * Visits the runs that part of a chunk falls into, in order.
     *
     * @param from where the part begins in the chunk
     * @param length how long it is; it must not reach beyond the chunk
     */
    public <X extends Exception> void visit(int chunk, long from, long length, RunVisitor<X> visitor) throws X {
        long position = chunks.offset(chunk) + from;
        long end = position + length;
        for (int file = fileAt(position); position < end; file++) {
            long run = Math.min(end, starts[file + 1]) - position;
            if (run > 0) {
                visitor.visit(file, position - starts[file], run);
                position += run;
            }
        }
    }

    public int firstFile(int chunk) {
        return fileAt(chunks.offset(chunk));
    }

    public int lastFile(int chunk) {
        return fileAt(chunks.offset(chunk) + chunks.size(chunk) - 1);
    }

    /** The first chunk with a byte of a file, which must not be empty. */
    public int firstChunk(int file) {
        return chunkAt(starts[file]);
    }

    /** The last chunk with a byte of a file, which must not be empty. */
    public int lastChunk(int file) {
        return chunkAt(starts[file + 1] - 1);
    }

    /** The last file that begins at or before a place in the stream; the one that holds it, as empty files come before. */
    private int fileAt(long position) {
        int low = 0;
        int high = starts.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int chunkAt(long position) {
        int low = 0;
        int high = chunks.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks.offset(middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
