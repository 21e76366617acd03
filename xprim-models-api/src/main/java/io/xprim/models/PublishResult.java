// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a publication did. Immutable.
 *
 * @since 0.1
 */
public final class PublishResult {
    private final ModelRef ref;
    private final Sha256 manifestHash;
    private final @Nullable String alias;
    private final long totalSize;
    private final int fileCount;
    private final int chunkCount;
    private final long bytesWritten;

    private PublishResult(Builder builder) {
        ref = Objects.requireNonNull(builder.ref, "ref");
        manifestHash = Objects.requireNonNull(builder.manifestHash, "manifestHash");
        alias = builder.alias;
        totalSize = builder.totalSize;
        fileCount = builder.fileCount;
        chunkCount = builder.chunkCount;
        bytesWritten = builder.bytesWritten;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What was published. */
    public ModelRef ref() {
        return ref;
    }

    /** The digest of the manifest. */
    public Sha256 manifestHash() {
        return manifestHash;
    }

    /** The alias that was set to it. */
    public Optional<String> alias() {
        return Optional.ofNullable(alias);
    }

    /** The size of all files together, in bytes. */
    public long totalSize() {
        return totalSize;
    }

    /** How many files it has. */
    public int fileCount() {
        return fileCount;
    }

    /** How many chunks it has, repeated ones counted each time. */
    public int chunkCount() {
        return chunkCount;
    }

    /** Bytes of chunks that the registry did not have yet. */
    public long bytesWritten() {
        return bytesWritten;
    }

    @Override
    public String toString() {
        return "PublishResult[" + "ref=" + ref + ", manifestHash=" + manifestHash + ", alias=" + alias + ", totalSize="
                + totalSize + ", fileCount=" + fileCount + ", chunkCount=" + chunkCount + ", bytesWritten="
                + bytesWritten + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable ModelRef ref;
        private @Nullable Sha256 manifestHash;
        private @Nullable String alias;
        private long totalSize;
        private int fileCount;
        private int chunkCount;
        private long bytesWritten;

        private Builder() {}

        /** Sets {@link PublishResult#ref()}. */
        public Builder ref(ModelRef ref) {
            this.ref = Objects.requireNonNull(ref, "ref");
            return this;
        }

        /** Sets {@link PublishResult#manifestHash()}. */
        public Builder manifestHash(Sha256 manifestHash) {
            this.manifestHash = Objects.requireNonNull(manifestHash, "manifestHash");
            return this;
        }

        /** Sets {@link PublishResult#alias()}. */
        public Builder alias(String alias) {
            this.alias = Objects.requireNonNull(alias, "alias");
            return this;
        }

        /** Sets {@link PublishResult#totalSize()}. */
        public Builder totalSize(long totalSize) {
            this.totalSize = totalSize;
            return this;
        }

        /** Sets {@link PublishResult#fileCount()}. */
        public Builder fileCount(int fileCount) {
            this.fileCount = fileCount;
            return this;
        }

        /** Sets {@link PublishResult#chunkCount()}. */
        public Builder chunkCount(int chunkCount) {
            this.chunkCount = chunkCount;
            return this;
        }

        /** Sets {@link PublishResult#bytesWritten()}. */
        public Builder bytesWritten(long bytesWritten) {
            this.bytesWritten = bytesWritten;
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public PublishResult build() {
            return new PublishResult(this);
        }
    }
}
