// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The chunks of a model, in the order of its byte stream. Digests are held packed, because a manifest may have millions of them.
 * Immutable.
 */
public final class ChunkList {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORDS = Sha256.BYTES / Long.BYTES;

    private final byte[] digests;
    private final int count;
    private final long totalSize;
    private final long chunkSize;
    /** Where each chunk begins, and the end; empty where all but the last have one size. */
    private final long[] offsets;

    private ChunkList(byte[] digests, int count, long totalSize, long chunkSize, long[] offsets) {
        this.digests = digests;
        this.count = count;
        this.totalSize = totalSize;
        this.chunkSize = chunkSize;
        this.offsets = offsets;
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
        return offsets.length > 0;
    }

    public Sha256 digest(int chunk) {
        int start = chunk * Sha256.BYTES;
        return Sha256.of(Arrays.copyOfRange(digests, start, start + Sha256.BYTES));
    }

    public boolean hasDigest(int chunk, byte[] digest) {
        int start = chunk * Sha256.BYTES;
        return Arrays.equals(digests, start, start + Sha256.BYTES, digest, 0, digest.length);
    }

    public boolean sameDigest(int chunk, int other) {
        int start = chunk * Sha256.BYTES;
        int otherStart = other * Sha256.BYTES;
        return Arrays.equals(digests, start, start + Sha256.BYTES, digests, otherStart, otherStart + Sha256.BYTES);
    }

    /**
     * A hash of the digest that nobody can aim at who does not know the factors: a registry names what digests it likes.
     *
     * @param factors four odd numbers
     */
    public int hash(int chunk, long[] factors) {
        long sum = 0;
        for (int word = 0; word < WORDS; word++) {
            sum += factors[word] * (long) WORD.get(digests, chunk * Sha256.BYTES + word * Long.BYTES);
        }
        return (int) (sum >>> Integer.SIZE);
    }

    public long offset(int chunk) {
        return offsets.length > 0 ? offsets[chunk] : chunk * chunkSize;
    }

    public long size(int chunk) {
        long end = chunk == count - 1 ? totalSize : offset(chunk + 1);
        return end - offset(chunk);
    }

    /** Collects digests, and sizes where they differ. */
    public static final class Builder {
        private byte[] digests = new byte[16 * Sha256.BYTES];
        private int count;

        /** Adds the next chunk. */
        public Builder add(Sha256 digest) {
            return add(digest.bytes());
        }

        public Builder add(byte[] digest) {
            if (digests.length == count * Sha256.BYTES) {
                digests = Arrays.copyOf(
                        digests, Math.max(Math.multiplyExact(digests.length, 3) / 2 / Sha256.BYTES, 16) * Sha256.BYTES);
            }
            System.arraycopy(digest, 0, digests, count * Sha256.BYTES, Sha256.BYTES);
            count++;
            return this;
        }

        public int count() {
            return count;
        }

        /**
         * Every chunk has {@code chunkSize} bytes, the last one the rest.
         *
         * @throws FormatException if that many chunks are not what there are
         */
        public ChunkList ofSize(long chunkSize, long totalSize) throws FormatException {
            long expected = totalSize / chunkSize + (totalSize % chunkSize == 0 ? 0 : 1);
            if (expected != count) {
                throw new FormatException(
                        totalSize + " bytes in chunks of " + chunkSize + " are " + expected + " chunks, not " + count);
            }
            return new ChunkList(
                    Arrays.copyOf(digests, count * Sha256.BYTES), count, totalSize, chunkSize, new long[0]);
        }

        /**
         * Every chunk has a size of its own.
         *
         * @param largest what the manifest says is the largest
         * @throws FormatException if there are not as many sizes as chunks, or one is not from 1 to {@code largest}
         * @throws FormatException.Sizes if they do not sum to {@code totalSize}
         */
        public ChunkList ofSizes(long[] sizes, long largest, long totalSize) throws FormatException {
            if (sizes.length != count) {
                throw new FormatException("there are " + count + " chunks but " + sizes.length + " chunk sizes");
            }
            long[] offsets = new long[count + 1];
            for (int i = 0; i < count; i++) {
                if (sizes[i] < 1 || sizes[i] > largest) {
                    throw new FormatException("chunk " + (i + 1) + " has " + sizes[i] + " bytes; 1 to chunk_size, "
                            + largest + ", are allowed");
                }
                if (sizes[i] > totalSize - offsets[i]) {
                    throw new FormatException.Sizes("the chunk sizes sum to more than total_size, " + totalSize);
                }
                offsets[i + 1] = offsets[i] + sizes[i];
            }
            if (offsets[count] != totalSize) {
                throw new FormatException.Sizes(
                        "the chunk sizes sum to " + offsets[count] + ", not to total_size, " + totalSize);
            }
            return new ChunkList(Arrays.copyOf(digests, count * Sha256.BYTES), count, totalSize, largest, offsets);
        }
    }
}
