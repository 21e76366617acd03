// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

/**
 * What was cleared away. Immutable.
 *
 * @since 0.1
 */
public final class PruneResult {
    private final long bytesFreed;
    private final int entries;

    private PruneResult(Builder builder) {
        bytesFreed = builder.bytesFreed;
        entries = builder.entries;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Bytes of the files that were deleted. */
    public long bytesFreed() {
        return bytesFreed;
    }

    /** How many unfinished pulls and cached chunks were deleted. */
    public int entries() {
        return entries;
    }

    @Override
    public String toString() {
        return "PruneResult[" + "bytesFreed=" + bytesFreed + ", entries=" + entries + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private long bytesFreed;
        private int entries;

        private Builder() {}

        /** Sets {@link PruneResult#bytesFreed()}. */
        public Builder bytesFreed(long bytesFreed) {
            this.bytesFreed = bytesFreed;
            return this;
        }

        /** Sets {@link PruneResult#entries()}. */
        public Builder entries(int entries) {
            this.entries = entries;
            return this;
        }

        /** Makes the value. */
        public PruneResult build() {
            return new PruneResult(this);
        }
    }
}
