// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;

/**
 * How often and after what wait a request is repeated that failed for a reason that may pass. Attempts count that
 * brought no new byte, or were given up for being {@linkplain Limits#slowestRate() too slow}; after bytes whose digest was wrong every
 * attempt counts. Immutable.
 *
 * @since 0.1
 */
public final class RetryPolicy {
    private static final int MOST_RETRIES = 100;

    private final int retries;
    private final Duration firstDelay;
    private final Duration maxDelay;
    private final int mostAttempts;

    private RetryPolicy(Builder builder) {
        retries = builder.retries;
        firstDelay = builder.firstDelay;
        maxDelay = builder.maxDelay;
        mostAttempts = builder.mostAttempts;
    }

    /** Three retries, after 1, 2 and 4 seconds; a server may ask for up to a minute. At most 1,000 attempts at one file. */
    public static RetryPolicy defaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many attempts follow the first. */
    public int retries() {
        return retries;
    }

    /** The wait before the first of them; it doubles with each, plus up to a quarter at random. */
    public Duration firstDelay() {
        return firstDelay;
    }

    /** The longest wait, also where a server's {@code Retry-After} (RFC 9110, 10.2.3) asks for more. */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** The most attempts at one file, the first among them, though each brings a new byte. */
    public int mostAttempts() {
        return mostAttempts;
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private int retries = 3;
        private Duration firstDelay = Duration.ofSeconds(1);
        private Duration maxDelay = Duration.ofMinutes(1);
        private int mostAttempts = 1000;

        private Builder() {}

        /**
         * Sets {@link RetryPolicy#retries()}.
         *
         * @throws IllegalArgumentException outside 0 to 100
         */
        public Builder retries(int retries) {
            if (retries < 0 || retries > MOST_RETRIES) {
                throw new IllegalArgumentException("retries must be 0 to " + MOST_RETRIES + ", not " + retries);
            }
            this.retries = retries;
            return this;
        }

        /**
         * Sets {@link RetryPolicy#firstDelay()}.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder firstDelay(Duration firstDelay) {
            this.firstDelay = Durations.notNegative(firstDelay, "firstDelay");
            return this;
        }

        /**
         * Sets {@link RetryPolicy#maxDelay()}.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder maxDelay(Duration maxDelay) {
            this.maxDelay = Durations.notNegative(maxDelay, "maxDelay");
            return this;
        }

        /**
         * Sets {@link RetryPolicy#mostAttempts()}.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder mostAttempts(int mostAttempts) {
            if (mostAttempts < 1) {
                throw new IllegalArgumentException("mostAttempts must be at least 1, not " + mostAttempts);
            }
            this.mostAttempts = mostAttempts;
            return this;
        }

        /** Makes the policy. */
        public RetryPolicy build() {
            return new RetryPolicy(this);
        }
    }
}
