// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
    private final @Nullable URI registry;
    private final @Nullable Instant lastVerified;

    private InstalledModel(Builder builder) {
        ref = Objects.requireNonNull(builder.ref, "ref");
        manifestHash = Objects.requireNonNull(builder.manifestHash, "manifestHash");
        totalSize = builder.totalSize;
        fileCount = builder.fileCount;
        installedAt = Objects.requireNonNull(builder.installedAt, "installedAt");
        path = Objects.requireNonNull(builder.path, "path");
        registry = builder.registry;
        lastVerified = builder.lastVerified;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts with all of these values set. */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .ref(ref)
                .manifestHash(manifestHash)
                .totalSize(totalSize)
                .fileCount(fileCount)
                .installedAt(installedAt)
                .path(path);
        registry().ifPresent(builder::registry);
        lastVerified().ifPresent(builder::lastVerified);
        return builder;
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

    /**
     * The registry that it came from: an address without user info, query and fragment. Nothing if that is not known, as of what another
     * program installed, or was not asked for: {@link ModelManager#getInstalled} alone looks.
     */
    public Optional<URI> registry() {
        return Optional.ofNullable(registry);
    }

    /**
     * When a {@linkplain ModelManager#verify verification} last found all of it right, to the second. Nothing if none did since it was
     * installed, or the last one found damage, or that is not known, or was not asked for: {@link ModelManager#getInstalled} alone looks.
     */
    public Optional<Instant> lastVerified() {
        return Optional.ofNullable(lastVerified);
    }

    @Override
    public String toString() {
        return "InstalledModel[" + "ref=" + ref + ", manifestHash=" + manifestHash + ", totalSize=" + totalSize
                + ", fileCount=" + fileCount + ", installedAt=" + installedAt + ", path=" + path + ", registry="
                + registry() + ", lastVerified=" + lastVerified() + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable ModelRef ref;
        private @Nullable Sha256 manifestHash;
        private long totalSize;
        private int fileCount;
        private @Nullable Instant installedAt;
        private @Nullable Path path;
        private @Nullable URI registry;
        private @Nullable Instant lastVerified;

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

        /** Sets {@link InstalledModel#registry()}. */
        public Builder registry(URI registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
            return this;
        }

        /** Sets {@link InstalledModel#lastVerified()}. */
        public Builder lastVerified(Instant lastVerified) {
            this.lastVerified = Objects.requireNonNull(lastVerified, "lastVerified");
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing that is always known
         */
        public InstalledModel build() {
            return new InstalledModel(this);
        }
    }
}
