// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to publish. Immutable.
 *
 * @since 0.1
 */
public final class PublishOptions {
    /** The largest chunk, in bytes: 1 GiB. */
    public static final int MAX_CHUNK_SIZE = 1 << 30;

    private static final int DEFAULT_CHUNK_SIZE = 10 << 20;

    private final Cancellation cancellation;
    private final int chunkSize;
    private final @Nullable String alias;
    private final Map<String, String> metadata;
    private final boolean force;
    private final boolean trustExisting;

    private PublishOptions(Builder builder) {
        cancellation = builder.cancellation == null ? new Cancellation() : builder.cancellation;
        chunkSize = builder.chunkSize;
        alias = builder.alias;
        metadata = Collections.unmodifiableMap(new TreeMap<>(builder.metadata));
        force = builder.force;
        trustExisting = builder.trustExisting;
    }

    /** Chunks of 10 MiB, no alias, no metadata; nothing is replaced. */
    public static PublishOptions defaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** What ends the call from another thread. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** The size of a chunk, in bytes. */
    public int chunkSize() {
        return chunkSize;
    }

    /** An alias to set to the version. */
    public Optional<String> alias() {
        return Optional.ofNullable(alias);
    }

    /** What the index is to say of the version; sorted. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Whether to replace other content under the same version, and a version that has the alias's name. */
    public boolean force() {
        return force;
    }

    /** Whether chunks that the registry has already, in the right size, are taken for right without hashing them. */
    public boolean trustExisting() {
        return trustExisting;
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable Cancellation cancellation;
        private int chunkSize = DEFAULT_CHUNK_SIZE;
        private @Nullable String alias;
        private final Map<String, String> metadata = new TreeMap<>();
        private boolean force;
        private boolean trustExisting;

        private Builder() {}

        /** Sets {@link PublishOptions#cancellation()}. */
        public Builder cancellation(Cancellation cancellation) {
            this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
            return this;
        }

        /**
         * Sets {@link PublishOptions#chunkSize()}.
         *
         * @throws IllegalArgumentException outside 1 to {@link PublishOptions#MAX_CHUNK_SIZE}
         */
        public Builder chunkSize(int chunkSize) {
            if (chunkSize < 1 || chunkSize > MAX_CHUNK_SIZE) {
                throw new IllegalArgumentException("a chunk has 1 to " + MAX_CHUNK_SIZE + " bytes, not " + chunkSize);
            }
            this.chunkSize = chunkSize;
            return this;
        }

        /**
         * Sets {@link PublishOptions#alias()}.
         *
         * @throws InvalidReferenceException if it could not be a version's name
         */
        public Builder alias(String alias) {
            try {
                this.alias = new ModelRef("g", "m", alias).version();
            } catch (InvalidReferenceException e) {
                throw new InvalidReferenceException(
                        String.valueOf(e.getMessage()).replaceFirst("^the version", "the alias"), e);
            }
            return this;
        }

        /**
         * Adds to {@link PublishOptions#metadata()}.
         *
         * @throws IllegalArgumentException if one has half of a surrogate pair, which UTF-8 cannot express
         */
        public Builder metadata(String key, String value) {
            metadata.put(whole(key, "key"), whole(value, "value"));
            return this;
        }

        /** Sets {@link PublishOptions#force()}. */
        public Builder force(boolean force) {
            this.force = force;
            return this;
        }

        /** Sets {@link PublishOptions#trustExisting()}. */
        public Builder trustExisting(boolean trustExisting) {
            this.trustExisting = trustExisting;
            return this;
        }

        private static String whole(String text, String name) {
            Objects.requireNonNull(text, name);
            if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
                throw new IllegalArgumentException("the metadata's " + name + " has half of a surrogate pair");
            }
            return text;
        }

        /** Makes the options. */
        public PublishOptions build() {
            return new PublishOptions(this);
        }
    }
}
