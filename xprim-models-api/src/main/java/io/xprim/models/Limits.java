// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

/**
 * Bounds on what a registry may make this machine read, hold and wait for; whatever exceeds one is a {@link RegistryException}, and what is
 * slower than the slowest rate a {@link NetworkException}. Immutable.
 *
 * @since 0.1
 */
public final class Limits {
    private static final long MIB = 1L << 20;

    private final long indexBytes;
    private final long manifestBytes;
    private final int files;
    private final int chunks;
    private final int redirects;
    private final long heldBytes;
    private final long slowestRate;

    private Limits(Builder builder) {
        indexBytes = builder.indexBytes;
        manifestBytes = builder.manifestBytes;
        files = builder.files;
        chunks = builder.chunks;
        redirects = builder.redirects;
        heldBytes = builder.heldBytes;
        slowestRate = builder.slowestRate;
    }

    /** 64 MiB of index, 128 MiB of manifest, 500,000 files, 4,000,000 chunks, 10 redirects, 32 MiB held, 1 KiB a second. */
    public static Limits defaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The longest index, in bytes. */
    public long indexBytes() {
        return indexBytes;
    }

    /** The longest manifest, in bytes. */
    public long manifestBytes() {
        return manifestBytes;
    }

    /** The most files of a model, and the most folders that they are in. */
    public int files() {
        return files;
    }

    /** The most chunks of a model. */
    public int chunks() {
        return chunks;
    }

    /** The most redirects that one request follows. */
    public int redirects() {
        return redirects;
    }

    /**
     * The most that is held in memory of a document while it is read, in bytes, estimated: the names of its open objects, among which
     * duplicates are looked for, and what was asked for of an index. Files and chunks of a manifest do not count.
     */
    public long heldBytes() {
        return heldBytes;
    }

    /**
     * The fewest bytes a second that an answer's body may bring while it is waited for. One that stays below it for as long as the idle
     * timeout is given up, as is a head that takes the connect timeout and twice the idle timeout.
     */
    public long slowestRate() {
        return slowestRate;
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private long indexBytes = 64 * MIB;
        private long manifestBytes = 128 * MIB;
        private int files = 500_000;
        private int chunks = 4_000_000;
        private int redirects = 10;
        private long heldBytes = 32 * MIB;
        private long slowestRate = 1024;

        private Builder() {}

        /** Sets {@link Limits#indexBytes()}, at least 1. */
        public Builder indexBytes(long indexBytes) {
            this.indexBytes = atLeast(1, indexBytes, "indexBytes");
            return this;
        }

        /** Sets {@link Limits#manifestBytes()}, at least 1. */
        public Builder manifestBytes(long manifestBytes) {
            this.manifestBytes = atLeast(1, manifestBytes, "manifestBytes");
            return this;
        }

        /** Sets {@link Limits#files()}, at least 1. */
        public Builder files(int files) {
            this.files = (int) atLeast(1, files, "files");
            return this;
        }

        /** Sets {@link Limits#chunks()}, at least 1. */
        public Builder chunks(int chunks) {
            this.chunks = (int) atLeast(1, chunks, "chunks");
            return this;
        }

        /** Sets {@link Limits#redirects()}, at least 0. */
        public Builder redirects(int redirects) {
            this.redirects = (int) atLeast(0, redirects, "redirects");
            return this;
        }

        /** Sets {@link Limits#heldBytes()}, at least 1. */
        public Builder heldBytes(long heldBytes) {
            this.heldBytes = atLeast(1, heldBytes, "heldBytes");
            return this;
        }

        /** Sets {@link Limits#slowestRate()}, at least 1. */
        public Builder slowestRate(long bytesPerSecond) {
            slowestRate = atLeast(1, bytesPerSecond, "slowestRate");
            return this;
        }

        /** Makes the limits. */
        public Limits build() {
            return new Limits(this);
        }

        private static long atLeast(long least, long value, String name) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
            }
            return value;
        }
    }
}
