// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Repeats attempts at one file. Attempts count that bring no byte beyond what earlier ones reached, or come too slowly; once bytes were
 * wrong, every attempt counts. However far they come, there is a last one. One that came far is followed at once, others after a wait.
 * Thread-safe.
 */
final class Retries {
    private static final double JITTER = 0.25;

    /** A server that gave as much in one attempt is well, and is not waited for. */
    private static final long MUCH = 256 << 10;

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final System.Logger logger;

    Retries(RetryPolicy policy, RandomGenerator random, System.Logger logger) {
        this.policy = policy;
        this.random = random;
        this.logger = logger;
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt {
        /** Tries; tells {@code reached} how many bytes it got. */
        void run(Reached reached) throws FetchException, IOException;
    }

    /** How far attempts have come. */
    static final class Reached {
        private long furthest;
        private boolean further;

        /** Tells how many bytes this attempt got. */
        void bytes(long count) {
            if (count > furthest) {
                furthest = count;
                further = true;
            }
        }
    }

    /**
     * Runs attempts until one goes well, fails for good, or was the last.
     *
     * @return how long it waited between them, in nanoseconds
     * @throws FetchException the last failure
     * @throws IOException what an attempt's sink threw
     * @throws CancellationException if cancelled
     */
    long run(String what, Attempt attempt, Cancellation cancellation) throws FetchException, IOException {
        Reached reached = new Reached();
        int used = 0;
        boolean mismatched = false;
        long waited = 0;
        for (int attempts = 1; ; attempts++) {
            reached.further = false;
            long before = reached.furthest;
            try {
                attempt.run(reached);
                return waited;
            } catch (FetchException e) {
                mismatched |= e.kind() == FetchException.Kind.MISMATCH;
                if (reached.further && !mismatched && e.kind() != FetchException.Kind.SLOW) {
                    used = 0;
                }
                if (!e.mayPass() || used == policy.retries() || attempts == policy.mostAttempts()) {
                    throw e;
                }
                if (used == 0 && isFollowedAtOnce(e.kind(), reached.furthest - before)) {
                    logger.log(System.Logger.Level.DEBUG, what + ": " + e.getMessage() + "; going on at once");
                    continue;
                }
                used++;
                Duration delay = delay(used, e);
                logger.log(
                        System.Logger.Level.WARNING,
                        what + ": " + e.getMessage() + "; attempt " + used + "/" + policy.retries() + " in "
                                + delay.toMillis() + " ms");
                long start = System.nanoTime();
                pause(delay, cancellation);
                waited += System.nanoTime() - start;
            }
        }
    }

    private static boolean isFollowedAtOnce(FetchException.Kind kind, long gained) {
        return switch (kind) {
            case NETWORK -> gained >= MUCH;
            case HANDED_OVER -> gained > 0;
            default -> false;
        };
    }

    private Duration delay(int attempt, FetchException e) {
        double first = TimeUnit.NANOSECONDS.convert(policy.firstDelay());
        double doubled = first * Math.pow(2, attempt - 1) * (1 + JITTER * random.nextDouble());
        Duration backoff = Duration.ofNanos((long) Math.min(doubled, Long.MAX_VALUE));
        Duration wanted =
                e.retryAfter().filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
        return wanted.compareTo(policy.maxDelay()) > 0 ? policy.maxDelay() : wanted;
    }

    private static void pause(Duration delay, Cancellation cancellation) {
        try {
            if (cancellation.await(delay)) {
                throw new CancellationException("cancelled while waiting to try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting to try again");
        }
    }
}
