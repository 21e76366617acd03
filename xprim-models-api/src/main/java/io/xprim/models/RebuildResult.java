// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuilding of registry.json did. Immutable.
 *
 * @since 0.1
 */
public final class RebuildResult {
    private final @Nullable Path setAside;
    private final List<ModelRef> listed;
    private final List<Path> unlisted;

    private RebuildResult(Builder builder) {
        setAside = builder.setAside;
        listed = List.copyOf(builder.listed);
        unlisted = List.copyOf(builder.unlisted);
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The copy of the file that was damaged; nothing if it was not, and then nothing was done. */
    public Optional<Path> setAside() {
        return Optional.ofNullable(setAside);
    }

    /** What is listed now, sorted. */
    public List<ModelRef> listed() {
        return listed;
    }

    /** Folders that look like models and are not listed, because nothing in them says what they are; sorted. */
    public List<Path> unlisted() {
        return unlisted;
    }

    @Override
    public String toString() {
        return "RebuildResult[" + "setAside=" + setAside + ", listed=" + listed + ", unlisted=" + unlisted + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable Path setAside;
        private List<ModelRef> listed = List.of();
        private List<Path> unlisted = List.of();

        private Builder() {}

        /** Sets {@link RebuildResult#setAside()}. */
        public Builder setAside(Path setAside) {
            this.setAside = Objects.requireNonNull(setAside, "setAside");
            return this;
        }

        /** Sets {@link RebuildResult#listed()}. */
        public Builder listed(List<ModelRef> listed) {
            this.listed = List.copyOf(listed);
            return this;
        }

        /** Sets {@link RebuildResult#unlisted()}. */
        public Builder unlisted(List<Path> unlisted) {
            this.unlisted = List.copyOf(unlisted);
            return this;
        }

        /** Makes the value. */
        public RebuildResult build() {
            return new RebuildResult(this);
        }
    }
}
