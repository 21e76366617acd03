// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pull would do, as seen when it was asked for. Immutable.
 *
 * @since 0.1
 */
public final class PullPlan {
    private final ModelRef ref;
    private final Sha256 manifestHash;
    private final PullResult.Outcome outcome;
    private final long totalSize;
    private final int fileCount;
    private final long bytesToFetch;
    private final long bytesToReuse;

    private PullPlan(Builder builder) {
        ref = Objects.requireNonNull(builder.ref, "ref");
        manifestHash = Objects.requireNonNull(builder.manifestHash, "manifestHash");
        outcome = Objects.requireNonNull(builder.outcome, "outcome");
        totalSize = builder.totalSize;
        fileCount = builder.fileCount;
        bytesToFetch = builder.bytesToFetch;
        bytesToReuse = builder.bytesToReuse;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What would be pulled. */
    public ModelRef ref() {
        return ref;
    }

    /** The digest of the manifest in the registry. */
    public Sha256 manifestHash() {
        return manifestHash;
    }

    /** What the pull would end with. */
    public PullResult.Outcome outcome() {
        return outcome;
    }

    /** The size of all files together, in bytes. */
    public long totalSize() {
        return totalSize;
    }

    /** How many files it has. */
    public int fileCount() {
        return fileCount;
    }

    /** Bytes that would be fetched, if what is on this machine proves whole. */
    public long bytesToFetch() {
        return bytesToFetch;
    }

    /** Bytes of the model that are on this machine already. */
    public long bytesToReuse() {
        return bytesToReuse;
    }

    @Override
    public String toString() {
        return "PullPlan[" + "ref=" + ref + ", manifestHash=" + manifestHash + ", outcome=" + outcome + ", totalSize="
                + totalSize + ", fileCount=" + fileCount + ", bytesToFetch=" + bytesToFetch + ", bytesToReuse="
                + bytesToReuse + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable ModelRef ref;
        private @Nullable Sha256 manifestHash;
        private PullResult.@Nullable Outcome outcome;
        private long totalSize;
        private int fileCount;
        private long bytesToFetch;
        private long bytesToReuse;

        private Builder() {}

        /** Sets {@link PullPlan#ref()}. */
        public Builder ref(ModelRef ref) {
            this.ref = Objects.requireNonNull(ref, "ref");
            return this;
        }

        /** Sets {@link PullPlan#manifestHash()}. */
        public Builder manifestHash(Sha256 manifestHash) {
            this.manifestHash = Objects.requireNonNull(manifestHash, "manifestHash");
            return this;
        }

        /** Sets {@link PullPlan#outcome()}. */
        public Builder outcome(PullResult.Outcome outcome) {
            this.outcome = Objects.requireNonNull(outcome, "outcome");
            return this;
        }

        /** Sets {@link PullPlan#totalSize()}. */
        public Builder totalSize(long totalSize) {
            this.totalSize = totalSize;
            return this;
        }

        /** Sets {@link PullPlan#fileCount()}. */
        public Builder fileCount(int fileCount) {
            this.fileCount = fileCount;
            return this;
        }

        /** Sets {@link PullPlan#bytesToFetch()}. */
        public Builder bytesToFetch(long bytesToFetch) {
            this.bytesToFetch = bytesToFetch;
            return this;
        }

        /** Sets {@link PullPlan#bytesToReuse()}. */
        public Builder bytesToReuse(long bytesToReuse) {
            this.bytesToReuse = bytesToReuse;
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public PullPlan build() {
            return new PullPlan(this);
        }
    }
}
