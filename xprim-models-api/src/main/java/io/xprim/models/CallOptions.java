// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What any call takes that may last. Immutable.
 *
 * @since 0.1
 */
public final class CallOptions {

    private final Cancellation cancellation;
    private final @Nullable Duration timeout;

    private CallOptions(Builder builder) {
        cancellation = builder.cancellation == null ? new Cancellation() : builder.cancellation;
        timeout = builder.timeout;
    }

    /** No cancellation from outside and no time limit. */
    public static CallOptions defaults() {
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

    /** The time for the whole call; {@link DeadlineExceededException} when it is up. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable Cancellation cancellation;
        private @Nullable Duration timeout;

        private Builder() {}

        /** Sets {@link CallOptions#cancellation()}. */
        public Builder cancellation(Cancellation cancellation) {
            this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
            return this;
        }

        /**
         * Sets {@link CallOptions#timeout()}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Durations.positive(timeout, "the time limit");
            return this;
        }

        /** Makes the options. */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
