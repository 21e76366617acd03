// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model as the registry's index has it. Immutable.
 *
 * @since 0.1
 */
public final class RemoteModel {
    private final ModelRef ref;
    private final Sha256 manifestHash;
    private final @Nullable String aliasOf;
    private final Map<String, Object> metadata;

    private RemoteModel(Builder builder) {
        ref = Objects.requireNonNull(builder.ref, "ref");
        manifestHash = Objects.requireNonNull(builder.manifestHash, "manifestHash");
        aliasOf = builder.aliasOf;
        metadata = builder.metadata;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The version, or alias, that the index names. */
    public ModelRef ref() {
        return ref;
    }

    /** The digest of the manifest; for an alias, of its target's. */
    public Sha256 manifestHash() {
        return manifestHash;
    }

    /** For an alias, the version that it stands for in the end. */
    public Optional<String> aliasOf() {
        return Optional.ofNullable(aliasOf);
    }

    /** What the publisher says of it. Values are strings, {@link Boolean}s, {@link Long}s, {@link java.math.BigInteger}s, {@link java.math.BigDecimal}s,
     * unmodifiable lists and maps of these, and {@link java.util.Optional#empty()} for null. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    @Override
    public String toString() {
        return "RemoteModel[" + "ref=" + ref + ", manifestHash=" + manifestHash + ", aliasOf=" + aliasOf + ", metadata="
                + metadata + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable ModelRef ref;
        private @Nullable Sha256 manifestHash;
        private @Nullable String aliasOf;
        private Map<String, Object> metadata = Map.of();

        private Builder() {}

        /** Sets {@link RemoteModel#ref()}. */
        public Builder ref(ModelRef ref) {
            this.ref = Objects.requireNonNull(ref, "ref");
            return this;
        }

        /** Sets {@link RemoteModel#manifestHash()}. */
        public Builder manifestHash(Sha256 manifestHash) {
            this.manifestHash = Objects.requireNonNull(manifestHash, "manifestHash");
            return this;
        }

        /** Sets {@link RemoteModel#aliasOf()}. */
        public Builder aliasOf(String aliasOf) {
            this.aliasOf = Objects.requireNonNull(aliasOf, "aliasOf");
            return this;
        }

        /** Sets {@link RemoteModel#metadata()}. */
        public Builder metadata(Map<String, Object> metadata) {
            this.metadata = Objects.requireNonNull(metadata, "metadata");
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public RemoteModel build() {
            return new RemoteModel(this);
        }
    }
}
