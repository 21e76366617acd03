// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;

/**
 * How to remove. Immutable.
 *
 * @since 0.1
 */
public final class RemoveOptions {
    private static final Duration DEFAULT_LOCK_WAIT = Duration.ofSeconds(30);

    private final CallOptions call;
    private final Duration lockWait;

    private RemoveOptions(Builder builder) {
        call = builder.call.build();
        lockWait = builder.lockWait;
    }

    /** Waits up to 30 s for a pull of the same model. */
    public static RemoveOptions defaults() {
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

    /** How long to wait for each model that a pull or another change holds. */
    public Duration lockWait() {
        return lockWait;
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private final CallOptions.Builder call = CallOptions.builder();
        private Duration lockWait = DEFAULT_LOCK_WAIT;

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

        /**
         * Sets {@link RemoveOptions#lockWait()}; zero fails at once.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder lockWait(Duration lockWait) {
            this.lockWait = Durations.notNegative(lockWait, "the wait for the lock");
            return this;
        }

        /** Makes the options. */
        public RemoveOptions build() {
            return new RemoveOptions(this);
        }
    }
}
