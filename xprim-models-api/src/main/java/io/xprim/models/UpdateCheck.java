// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an installed version compares with the registry. Immutable.
 *
 * @since 0.1
 */
public final class UpdateCheck {
    private final ModelRef ref;
    private final @Nullable Sha256 installedHash;
    private final Sha256 remoteHash;

    private UpdateCheck(Builder builder) {
        ref = Objects.requireNonNull(builder.ref, "ref");
        installedHash = builder.installedHash;
        remoteHash = Objects.requireNonNull(builder.remoteHash, "remoteHash");
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What was compared. */
    public ModelRef ref() {
        return ref;
    }

    /** The digest of the manifest that is installed; nothing if the version is not. */
    public Optional<Sha256> installedHash() {
        return Optional.ofNullable(installedHash);
    }

    /** The digest of the manifest in the registry; for an alias, that of what it stands for now. */
    public Sha256 remoteHash() {
        return remoteHash;
    }

    /** Whether it is installed, and the registry has something else under the reference. */
    public boolean updateAvailable() {
        return installedHash != null && !installedHash.equals(remoteHash);
    }

    @Override
    public String toString() {
        return "UpdateCheck[" + "ref=" + ref + ", installedHash=" + installedHash + ", remoteHash=" + remoteHash + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable ModelRef ref;
        private @Nullable Sha256 installedHash;
        private @Nullable Sha256 remoteHash;

        private Builder() {}

        /** Sets {@link UpdateCheck#ref()}. */
        public Builder ref(ModelRef ref) {
            this.ref = Objects.requireNonNull(ref, "ref");
            return this;
        }

        /** Sets {@link UpdateCheck#installedHash()}. */
        public Builder installedHash(Sha256 installedHash) {
            this.installedHash = Objects.requireNonNull(installedHash, "installedHash");
            return this;
        }

        /** Sets {@link UpdateCheck#remoteHash()}. */
        public Builder remoteHash(Sha256 remoteHash) {
            this.remoteHash = Objects.requireNonNull(remoteHash, "remoteHash");
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public UpdateCheck build() {
            return new UpdateCheck(this);
        }
    }
}
