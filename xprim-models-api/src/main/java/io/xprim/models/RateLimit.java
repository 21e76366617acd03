// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A limit to how many bytes a second are received for chunks, which may be changed while pulls run. Pulls that share one share its rate.
 * It is kept on average: what came goes on at once, and the next waits until that was paid for. Thread-safe.
 *
 * @since 0.1
 */
public final class RateLimit {
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // These are behind the lock; a rate of 0 is none.
    private long rate;
    private long paidAt = System.nanoTime();

    private RateLimit(long rate) {
        this.rate = rate;
    }

    /** No limit, until one is set. */
    public static RateLimit none() {
        return new RateLimit(0);
    }

    /**
     * A limit.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static RateLimit of(long bytesPerSecond) {
        return new RateLimit(positive(bytesPerSecond));
    }

    /** Bytes a second; empty if there is no limit. */
    public OptionalLong bytesPerSecond() {
        lock.lock();
        try {
            return rate == 0 ? OptionalLong.empty() : OptionalLong.of(rate);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets another limit, which holds at once.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public void change(long bytesPerSecond) {
        set(positive(bytesPerSecond));
    }

    /** Lifts the limit; who waits goes on. */
    public void lift() {
        set(0);
    }

    /**
     * Waits until what came before is paid for, and then takes so many bytes on. Whoever receives bytes calls this before it passes them on.
     *
     * @return how long it waited, in nanoseconds
     * @throws CancellationException if cancelled meanwhile, or if the thread is interrupted, which it stays
     */
    public long acquire(long bytes, Cancellation cancellation) {
        long start = System.nanoTime();
        lock.lock();
        try {
            long now = start;
            for (; rate > 0 && paidAt - now > 0; now = System.nanoTime()) {
                changed.awaitNanos(Math.min(paidAt - now, LONGEST_WAIT));
                if (cancellation.isCancelled()) {
                    throw new CancellationException("cancelled while waiting for the limit of the rate");
                }
            }
            if (rate > 0) {
                paidAt = Math.max(paidAt - now, 0) + now + (long) (bytes * SECOND / rate);
            }
            return now - start;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the limit of the rate");
        } finally {
            lock.unlock();
        }
    }

    /** What is not paid for yet is paid at the new rate. */
    private void set(long next) {
        lock.lock();
        try {
            long now = System.nanoTime();
            long owed = Math.max(paidAt - now, 0);
            paidAt = next == 0 ? now : now + (long) (owed * ((double) rate / next));
            rate = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long positive(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("the rate must be at least 1 byte a second, not " + bytesPerSecond);
        }
        return bytesPerSecond;
    }

    @Override
    public String toString() {
        OptionalLong limit = bytesPerSecond();
        return limit.isPresent() ? "RateLimit[" + limit.getAsLong() + " bytes a second]" : "RateLimit[none]";
    }
}
