// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a pull did. Immutable.
 *
 * @since 0.1
 */
public final class PullResult {
    /** What a pull had to do. More may come. */
    public enum Outcome {
        /** The model was not installed before. */
        INSTALLED,
        /** Another content was installed under the reference, and was replaced. */
        UPDATED,
        /** The same content was installed but damaged or forced, and was replaced. */
        REPAIRED,
        /** The same content was installed whole; nothing was done. */
        ALREADY_INSTALLED
    }

    private final InstalledModel model;
    private final Outcome outcome;
    private final long bytesFetched;
    private final long bytesReused;
    private final long bytesVerified;
    private final Duration elapsed;

    private PullResult(Builder builder) {
        model = Objects.requireNonNull(builder.model, "model");
        outcome = Objects.requireNonNull(builder.outcome, "outcome");
        bytesFetched = builder.bytesFetched;
        bytesReused = builder.bytesReused;
        bytesVerified = builder.bytesVerified;
        elapsed = Objects.requireNonNull(builder.elapsed, "elapsed");
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The model, installed. */
    public InstalledModel model() {
        return model;
    }

    /** What had to be done. */
    public Outcome outcome() {
        return outcome;
    }

    /** Bytes received from the registry for chunks, retries included. */
    public long bytesFetched() {
        return bytesFetched;
    }

    /** Bytes of the model that were on this machine already and were not fetched. */
    public long bytesReused() {
        return bytesReused;
    }

    /** Bytes of the model whose digest was checked by this call. */
    public long bytesVerified() {
        return bytesVerified;
    }

    /** How long the call took. */
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public String toString() {
        return "PullResult[" + "model=" + model + ", outcome=" + outcome + ", bytesFetched=" + bytesFetched
                + ", bytesReused=" + bytesReused + ", bytesVerified=" + bytesVerified + ", elapsed=" + elapsed + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable InstalledModel model;
        private @Nullable Outcome outcome;
        private long bytesFetched;
        private long bytesReused;
        private long bytesVerified;
        private @Nullable Duration elapsed;

        private Builder() {}

        /** Sets {@link PullResult#model()}. */
        public Builder model(InstalledModel model) {
            this.model = Objects.requireNonNull(model, "model");
            return this;
        }

        /** Sets {@link PullResult#outcome()}. */
        public Builder outcome(Outcome outcome) {
            this.outcome = Objects.requireNonNull(outcome, "outcome");
            return this;
        }

        /** Sets {@link PullResult#bytesFetched()}. */
        public Builder bytesFetched(long bytesFetched) {
            this.bytesFetched = bytesFetched;
            return this;
        }

        /** Sets {@link PullResult#bytesReused()}. */
        public Builder bytesReused(long bytesReused) {
            this.bytesReused = bytesReused;
            return this;
        }

        /** Sets {@link PullResult#bytesVerified()}. */
        public Builder bytesVerified(long bytesVerified) {
            this.bytesVerified = bytesVerified;
            return this;
        }

        /** Sets {@link PullResult#elapsed()}. */
        public Builder elapsed(Duration elapsed) {
            this.elapsed = Objects.requireNonNull(elapsed, "elapsed");
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public PullResult build() {
            return new PullResult(this);
        }
    }
}
