// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model as it is installed. Immutable; what it says held when it was asked for.
 *
 * @since 0.1
 */
public final class InstalledModel {
    private final ModelRef ref;
    private final Sha256 manifestHash;
    private final long totalSize;
    private final int fileCount;
    private final Instant installedAt;
    private final Path path;

    private InstalledModel(Builder builder) {
        ref = Objects.requireNonNull(builder.ref, "ref");
        manifestHash = Objects.requireNonNull(builder.manifestHash, "manifestHash");
        totalSize = builder.totalSize;
        fileCount = builder.fileCount;
        installedAt = Objects.requireNonNull(builder.installedAt, "installedAt");
        path = Objects.requireNonNull(builder.path, "path");
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What was pulled; for an alias, the alias. */
    public ModelRef ref() {
        return ref;
    }

    /** The digest of its manifest, which stands for its whole content. */
    public Sha256 manifestHash() {
        return manifestHash;
    }

    /** The size of all files together, in bytes. */
    public long totalSize() {
        return totalSize;
    }

    /** How many files it has. */
    public int fileCount() {
        return fileCount;
    }

    /** When it was installed. */
    public Instant installedAt() {
        return installedAt;
    }

    /** The absolute path of its folder. */
    public Path path() {
        return path;
    }

    @Override
    public String toString() {
        return "InstalledModel[" + "ref=" + ref + ", manifestHash=" + manifestHash + ", totalSize=" + totalSize
                + ", fileCount=" + fileCount + ", installedAt=" + installedAt + ", path=" + path + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable ModelRef ref;
        private @Nullable Sha256 manifestHash;
        private long totalSize;
        private int fileCount;
        private @Nullable Instant installedAt;
        private @Nullable Path path;

        private Builder() {}

        /** Sets {@link InstalledModel#ref()}. */
        public Builder ref(ModelRef ref) {
            this.ref = Objects.requireNonNull(ref, "ref");
            return this;
        }

        /** Sets {@link InstalledModel#manifestHash()}. */
        public Builder manifestHash(Sha256 manifestHash) {
            this.manifestHash = Objects.requireNonNull(manifestHash, "manifestHash");
            return this;
        }

        /** Sets {@link InstalledModel#totalSize()}. */
        public Builder totalSize(long totalSize) {
            this.totalSize = totalSize;
            return this;
        }

        /** Sets {@link InstalledModel#fileCount()}. */
        public Builder fileCount(int fileCount) {
            this.fileCount = fileCount;
            return this;
        }

        /** Sets {@link InstalledModel#installedAt()}. */
        public Builder installedAt(Instant installedAt) {
            this.installedAt = Objects.requireNonNull(installedAt, "installedAt");
            return this;
        }

        /** Sets {@link InstalledModel#path()}. */
        public Builder path(Path path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public InstalledModel build() {
            return new InstalledModel(this);
        }
    }
}
