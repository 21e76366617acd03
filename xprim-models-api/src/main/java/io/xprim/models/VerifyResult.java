// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found. Immutable.
 *
 * @since 0.1
 */
public final class VerifyResult {
    private final ModelRef ref;
    private final List<DamagedRange> damaged;
    private final boolean repaired;
    private final long bytesFetched;

    private VerifyResult(Builder builder) {
        ref = Objects.requireNonNull(builder.ref, "ref");
        damaged = List.copyOf(builder.damaged);
        repaired = builder.repaired;
        bytesFetched = builder.bytesFetched;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What was verified. */
    public ModelRef ref() {
        return ref;
    }

    /** What was not as it should be, by path and offset; nothing if all was right. */
    public List<DamagedRange> damaged() {
        return damaged;
    }

    /** Whether all of that was mended. */
    public boolean repaired() {
        return repaired;
    }

    /** Bytes that came from the registry to mend it. */
    public long bytesFetched() {
        return bytesFetched;
    }

    /** Whether the version is whole now: it was, or it was mended. */
    public boolean ok() {
        return damaged.isEmpty() || repaired;
    }

    @Override
    public String toString() {
        return "VerifyResult[" + "ref=" + ref + ", damaged=" + damaged + ", repaired=" + repaired + ", bytesFetched="
                + bytesFetched + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable ModelRef ref;
        private List<DamagedRange> damaged = List.of();
        private boolean repaired;
        private long bytesFetched;

        private Builder() {}

        /** Sets {@link VerifyResult#ref()}. */
        public Builder ref(ModelRef ref) {
            this.ref = Objects.requireNonNull(ref, "ref");
            return this;
        }

        /** Sets {@link VerifyResult#damaged()}. */
        public Builder damaged(List<DamagedRange> damaged) {
            this.damaged = List.copyOf(damaged);
            return this;
        }

        /** Sets {@link VerifyResult#repaired()}. */
        public Builder repaired(boolean repaired) {
            this.repaired = repaired;
            return this;
        }

        /** Sets {@link VerifyResult#bytesFetched()}. */
        public Builder bytesFetched(long bytesFetched) {
            this.bytesFetched = bytesFetched;
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public VerifyResult build() {
            return new VerifyResult(this);
        }
    }
}
