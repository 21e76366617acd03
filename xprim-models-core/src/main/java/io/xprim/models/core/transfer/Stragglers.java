// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds the chunks that come far more slowly than others: at under a quarter of the median speed for ten seconds. The rest of such a chunk
 * is handed over to another connection. Thread-safe, apart from {@link #look}.
 */
final class Stragglers {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
    private static final long BETWEEN_SAMPLES = TimeUnit.SECONDS.toNanos(1);
    private static final double SHARE_OF_MEDIAN = 0.25;
    private static final int REMEMBERED = 64;

    private final LongSupplier clock;
    private final Map<ChunkFetch, Course> active = new ConcurrentHashMap<>();
    private final Queue<Double> speeds = new ConcurrentLinkedQueue<>();

    /**
     * Knows of none.
     *
     * @param clock in nanoseconds
     */
    Stragglers(LongSupplier clock) {
        this.clock = clock;
    }

    void begun(ChunkFetch fetch) {
        active.put(fetch, new Course(clock.getAsLong()));
    }

    /** What came of it counts, if it is whole. */
    void ended(ChunkFetch fetch) {
        Course course = active.remove(fetch);
        if (course != null && fetch.held() == fetch.size()) {
            remember(fetch.size() / (double) Math.max(1, clock.getAsLong() - course.begun));
        }
    }

    /** Hands over those that have been too slow for long enough. */
    void look() {
        long now = clock.getAsLong();
        Map<ChunkFetch, Double> slow = new HashMap<>();
        active.forEach((fetch, course) -> course.speed(now, fetch.held()).ifPresent(speed -> slow.put(fetch, speed)));
        double median = median(slow.values());
        slow.forEach((fetch, speed) -> {
            if (speed < median * SHARE_OF_MEDIAN) {
                active.computeIfPresent(fetch, (same, course) -> course.again());
                fetch.handOver();
            }
        });
    }

    private double median(Iterable<Double> current) {
        List<Double> all = new ArrayList<>();
        current.forEach(all::add);
        all.addAll(speeds);
        Collections.sort(all);
        return all.isEmpty() ? 0 : all.get(all.size() / 2);
    }

    private void remember(double speed) {
        speeds.add(speed);
        if (speeds.size() > REMEMBERED) {
            speeds.poll();
        }
    }

    /** How far one has come, over the last seconds. */
    private static final class Course {
        private final long begun;
        private final Deque<Sample> samples = new ArrayDeque<>();

        Course(long begun) {
            this.begun = begun;
        }

        /** Bytes a nanosecond over the window; empty while that is not over. */
        OptionalDouble speed(long now, long held) {
            if (samples.isEmpty() || now - samples.getLast().at() >= BETWEEN_SAMPLES) {
                samples.addLast(new Sample(now, held));
            }
            while (samples.size() > 1 && now - second().at() >= WINDOW) {
                samples.removeFirst();
            }
            Sample oldest = samples.getFirst();
            long passed = now - oldest.at();
            return passed < WINDOW
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((held - oldest.held()) / (double) passed);
        }

        private Sample second() {
            return samples.stream().skip(1).findFirst().orElseThrow();
        }

        /** Begins a window anew. */
        Course again() {
            samples.clear();
            return this;
        }
    }

    private record Sample(long at, long held) {}
}
