// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The chunks of a model, in the order of its byte stream. Digests are held packed, because a manifest may have millions of them.
 * Immutable.
 */
public final class ChunkList {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = Sha256.BYTES / Long.BYTES;

    /** Each digest in {@value #WORDS} words. */
    private final LongBlocks digests;

    private final int count;
    private final long totalSize;
    private final long chunkSize;
    /** Where each chunk ends; empty where all but the last have one size. */
    private final LongBlocks ends;

    private ChunkList(LongBlocks digests, long totalSize, long chunkSize, LongBlocks ends) {
        this.digests = digests;
        this.count = digests.size() / WORDS;
        this.totalSize = totalSize;
        this.chunkSize = chunkSize;
        this.ends = ends;
    }

    public int count() {
        return count;
    }

    public long totalSize() {
        return totalSize;
    }

    /** The size of every chunk but the last, or of the largest. */
    public long chunkSize() {
        return chunkSize;
    }

    /** Whether every chunk has a size of its own. */
    public boolean hasOwnSizes() {
        return ends.size() > 0;
    }

    public Sha256 digest(int chunk) {
        byte[] digest = new byte[Sha256.BYTES];
        for (int word = 0; word < WORDS; word++) {
            WORD.set(digest, word * Long.BYTES, word(chunk, word));
        }
        return Sha256.of(digest);
    }

    public boolean hasDigest(int chunk, byte[] digest) {
        boolean same = digest.length == Sha256.BYTES;
        for (int word = 0; same && word < WORDS; word++) {
            same = word(chunk, word) == (long) WORD.get(digest, word * Long.BYTES);
        }
        return same;
    }

    public boolean sameDigest(int chunk, int other) {
        boolean same = true;
        for (int word = 0; same && word < WORDS; word++) {
            same = word(chunk, word) == word(other, word);
        }
        return same;
    }

    /**
     * A hash of the digest that nobody can aim at who does not know the factors: a registry names what digests it likes.
     *
     * @param factors four odd numbers
     */
    public int hash(int chunk, long[] factors) {
        long sum = 0;
        for (int word = 0; word < WORDS; word++) {
            sum += factors[word] * word(chunk, word);
        }
        return (int) (sum >>> Integer.SIZE);
    }

    public long offset(int chunk) {
        if (!hasOwnSizes()) {
            return chunk * chunkSize;
        }
        return chunk == 0 ? 0 : ends.get(chunk - 1);
    }

    public long size(int chunk) {
        long end = chunk == count - 1 ? totalSize : offset(chunk + 1);
        return end - offset(chunk);
    }

    private long word(int chunk, int word) {
        return digests.get(chunk * WORDS + word);
    }

    /** Collects digests, and sizes where they differ; makes one list. */
    public static final class Builder {
        private final LongBlocks digests = new LongBlocks();
        private final LongBlocks sizes = new LongBlocks();

        /** Adds the next chunk. */
        public Builder add(Sha256 digest) {
            return add(digest.bytes());
        }

        public Builder add(byte[] digest) {
            for (int word = 0; word < WORDS; word++) {
                digests.add((long) WORD.get(digest, word * Long.BYTES));
            }
            return this;
        }

        /** Adds the size of the next chunk that has none yet; the digests may come later. */
        public Builder addSize(long size) {
            sizes.add(size);
            return this;
        }

        public int count() {
            return digests.size() / WORDS;
        }

        int sizeCount() {
            return sizes.size();
        }

        /**
         * Every chunk has {@code chunkSize} bytes, the last one the rest.
         *
         * @throws FormatException if that many chunks are not what there are
         */
        public ChunkList ofSize(long chunkSize, long totalSize) throws FormatException {
            long expected = totalSize / chunkSize + (totalSize % chunkSize == 0 ? 0 : 1);
            if (expected != count()) {
                throw new FormatException(totalSize + " bytes in chunks of " + chunkSize + " are " + expected
                        + " chunks, not " + count());
            }
            return new ChunkList(digests, totalSize, chunkSize, new LongBlocks());
        }

        /**
         * Every chunk has the size that was added.
         *
         * @param largest what the manifest says is the largest
         * @throws FormatException if there are not as many sizes as chunks, or one is not from 1 to {@code largest}
         * @throws FormatException.Sizes if they do not sum to {@code totalSize}
         */
        public ChunkList ofSizes(long largest, long totalSize) throws FormatException {
            if (sizes.size() != count()) {
                throw new FormatException("there are " + count() + " chunks but " + sizes.size() + " chunk sizes");
            }
            long end = 0;
            for (int i = 0; i < count(); i++) {
                long size = sizes.get(i);
                if (size < 1 || size > largest) {
                    throw new FormatException("chunk " + (i + 1) + " has " + size + " bytes; 1 to chunk_size, "
                            + largest + ", are allowed");
                }
                if (size > totalSize - end) {
                    throw new FormatException.Sizes("the chunk sizes sum to more than total_size, " + totalSize);
                }
                end += size;
                sizes.set(i, end);
            }
            if (end != totalSize) {
                throw new FormatException.Sizes("the chunk sizes sum to " + end + ", not to total_size, " + totalSize);
            }
            return new ChunkList(digests, totalSize, largest, sizes);
        }
    }
}
