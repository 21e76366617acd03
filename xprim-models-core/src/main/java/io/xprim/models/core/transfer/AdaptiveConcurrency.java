// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.PullOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Finds out how many connections make a transfer fastest: begins with a few, takes more, and keeps that where it paid. Where it did not,
 * it goes back, and tries again later. A server that asks for fewer requests is asked with half as many.
 */
final class AdaptiveConcurrency implements Concurrency {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SHORTEST_SETTLING = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_SETTLING = TimeUnit.SECONDS.toNanos(2);
    private static final long REST = TimeUnit.SECONDS.toNanos(10);

    /** More connections have to bring as much more. */
    private static final double GAIN = 1.2;

    /** Workers that hash and write for more than this share of their time are not short of bytes. */
    private static final double BUSY = 0.4;

    private final LongSupplier clock;
    private final LongSupplier received;
    private final LongSupplier busy;
    private final IntSupplier refusals;
    private final long begun;
    private int workers;

    /** Before the last growth, and how fast it was then; as many as now if there is none to be judged. */
    private int before;

    private double rateBefore;
    private int refusalsBefore;
    private long settling = SHORTEST_SETTLING;
    private Sample sample;
    private long notBefore;

    /**
     * Begins.
     *
     * @param workers how many to begin with
     * @param clock in nanoseconds
     * @param received how many bytes have come
     * @param busy for how long workers have hashed and written, summed over all, in nanoseconds
     * @param refusals how often the server asked for fewer requests
     */
    AdaptiveConcurrency(
            int workers, LongSupplier clock, LongSupplier received, LongSupplier busy, IntSupplier refusals) {
        this.workers = workers;
        this.before = workers;
        this.clock = clock;
        this.received = received;
        this.busy = busy;
        this.refusals = refusals;
        begun = clock.getAsLong();
        notBefore = begun;
        sample = sample(begun);
    }

    @Override
    public int workers(boolean left) {
        long now = clock.getAsLong();
        int refused = refusals.getAsInt();
        if (refused > refusalsBefore) {
            refusalsBefore = refused;
            settleWith(Math.max(1, workers / 2), now);
            notBefore = now + REST;
        } else if (left && now >= notBefore) {
            observe(now);
        }
        return workers;
    }

    private void observe(long now) {
        Sample last = sample;
        if (last.at < notBefore || received.getAsLong() == last.received) {
            // Nothing counts before new connections bring bytes; how long that took, others will take, too.
            noteFirstBytes(now, last);
            sample = sample(now);
        } else if (now - last.at >= WINDOW) {
            sample = sample(now);
            judge(now, last, sample);
        }
    }

    private void noteFirstBytes(long now, Sample last) {
        if (last.received == 0) {
            settling = Math.min(Math.max(now - begun, SHORTEST_SETTLING), LONGEST_SETTLING);
        }
    }

    private void judge(long now, Sample from, Sample to) {
        double passed = to.at - from.at;
        double rate = (to.received - from.received) / passed;
        boolean paid = workers == before || rate >= rateBefore * GAIN;
        if (!paid || workers == PullOptions.MAX_CONCURRENCY) {
            settleWith(paid ? workers : before, now);
            notBefore = now + REST;
        } else if ((to.busy - from.busy) / (passed * workers) < BUSY) {
            rateBefore = rate;
            before = workers;
            workers = Math.min(step() * workers, PullOptions.MAX_CONCURRENCY);
            notBefore = now + settling;
        } else {
            // Not for long, perhaps: a program that has just begun hashes slowly.
            settleWith(workers, now);
        }
    }

    /** Where an answer takes long, each try costs that much: there is one. */
    private int step() {
        return settling > SHORTEST_SETTLING ? 4 : 2;
    }

    private void settleWith(int number, long now) {
        workers = number;
        before = number;
        sample = sample(now);
    }

    private Sample sample(long now) {
        return new Sample(now, received.getAsLong(), busy.getAsLong());
    }

    private record Sample(long at, long received, long busy) {}
}
