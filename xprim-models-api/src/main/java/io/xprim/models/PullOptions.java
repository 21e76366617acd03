// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How to pull. Immutable, but for the limit of the rate.
 *
 * @since 0.1
 */
public final class PullOptions {
    /** The most chunks that are fetched at once. */
    public static final int MAX_CONCURRENCY = 16;

    private final CallOptions call;
    private final boolean force;
    private final boolean durable;
    private final @Nullable Integer concurrency;
    private final RateLimit rateLimit;
    private final ProgressListener progress;
    private final @Nullable Duration lockWait;

    private PullOptions(Builder builder) {
        call = builder.call.build();
        force = builder.force;
        durable = builder.durable;
        concurrency = builder.concurrency;
        rateLimit = builder.rateLimit;
        progress = builder.progress;
        lockWait = builder.lockWait;
    }

    /** Durable, as many chunks at once as suits, as fast as it goes, silent, without a time limit. */
    public static PullOptions defaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Cancellation and time limit. */
    public CallOptions call() {
        return call;
    }

    /** Whether to install again what is installed whole, and to replace files in the model's folder that are not the model's. */
    public boolean force() {
        return force;
    }

    /** Whether the model is forced to the disk before it is listed, so that it survives a power cut. Only for machines that are thrown away is it not. */
    public boolean durable() {
        return durable;
    }

    /**
     * How many chunks are fetched at once, 1 to {@value #MAX_CONCURRENCY}; if not given, the library finds out: it begins with a few, takes
     * more while that makes the pull faster, and fewer where the server asks for it.
     */
    public OptionalInt concurrency() {
        return concurrency == null ? OptionalInt.empty() : OptionalInt.of(concurrency);
    }

    /** How fast chunks may be received, which may be changed while the pull runs; none, if not given. */
    public RateLimit rateLimit() {
        return rateLimit;
    }

    /** Who hears how far it has come. */
    public ProgressListener progress() {
        return progress;
    }

    /** How long to wait for another pull or removal of the same model; without it, as long as that one lives. */
    public Optional<Duration> lockWait() {
        return Optional.ofNullable(lockWait);
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private final CallOptions.Builder call = CallOptions.builder();
        private boolean force;
        private boolean durable = true;
        private @Nullable Integer concurrency;
        private RateLimit rateLimit = RateLimit.none();
        private ProgressListener progress = ProgressListener.NONE;
        private @Nullable Duration lockWait;

        private Builder() {}

        /** Sets {@link CallOptions#cancellation()}. */
        public Builder cancellation(Cancellation cancellation) {
            call.cancellation(cancellation);
            return this;
        }

        /**
         * Sets {@link CallOptions#timeout()}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            call.timeout(timeout);
            return this;
        }

        /** Sets {@link PullOptions#force()}. */
        public Builder force(boolean force) {
            this.force = force;
            return this;
        }

        /** Sets {@link PullOptions#durable()}. */
        public Builder durable(boolean durable) {
            this.durable = durable;
            return this;
        }

        /**
         * Sets {@link PullOptions#concurrency()}.
         *
         * @throws IllegalArgumentException outside 1 to {@value PullOptions#MAX_CONCURRENCY}
         */
        public Builder concurrency(int concurrency) {
            if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
                throw new IllegalArgumentException(
                        "concurrency must be 1 to " + MAX_CONCURRENCY + ", not " + concurrency);
            }
            this.concurrency = concurrency;
            return this;
        }

        /** Sets {@link PullOptions#rateLimit()}. */
        public Builder rateLimit(RateLimit rateLimit) {
            this.rateLimit = Objects.requireNonNull(rateLimit, "rateLimit");
            return this;
        }

        /** Sets {@link PullOptions#progress()}. */
        public Builder progress(ProgressListener progress) {
            this.progress = Objects.requireNonNull(progress, "progress");
            return this;
        }

        /**
         * Sets {@link PullOptions#lockWait()}; zero fails at once.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder lockWait(Duration lockWait) {
            this.lockWait = Durations.notNegative(lockWait, "the wait for the lock");
            return this;
        }

        /** Makes the options. */
        public PullOptions build() {
            return new PullOptions(this);
        }
    }
}
