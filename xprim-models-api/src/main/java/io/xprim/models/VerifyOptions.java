// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;

/**
 * How to verify. Immutable.
 *
 * @since 0.1
 */
public final class VerifyOptions {
    private static final Duration DEFAULT_LOCK_WAIT = Duration.ofSeconds(30);

    private final CallOptions call;
    private final boolean repair;
    private final Duration lockWait;

    private VerifyOptions(Builder builder) {
        call = builder.call.build();
        repair = builder.repair;
        lockWait = builder.lockWait;
    }

    /** Changes nothing, needs no registry, and waits up to 30 s for a pull of the same model. */
    public static VerifyOptions defaults() {
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

    /** Whether what is damaged is mended, with what the registry has of it. */
    public boolean repair() {
        return repair;
    }

    /** How long to wait for a pull or another change of the model. */
    public Duration lockWait() {
        return lockWait;
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private final CallOptions.Builder call = CallOptions.builder();
        private boolean repair;
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

        /** Sets {@link VerifyOptions#repair()}. */
        public Builder repair(boolean repair) {
            this.repair = repair;
            return this;
        }

        /**
         * Sets {@link VerifyOptions#lockWait()}; zero fails at once.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder lockWait(Duration lockWait) {
            this.lockWait = Durations.notNegative(lockWait, "the wait for the lock");
            return this;
        }

        /** Makes the options. */
        public VerifyOptions build() {
            return new VerifyOptions(this);
        }
    }
}
