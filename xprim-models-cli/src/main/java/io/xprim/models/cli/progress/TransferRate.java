// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast bytes come in, over the last twenty seconds: steady enough to read, quick enough to show a stall. Not thread-safe.
 */
final class TransferRate {
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private record Sample(Duration at, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes note of how many bytes had come by then. Times never decrease. */
    void sample(Duration at, long bytes) {
        samples.addLast(new Sample(at, bytes));
        Duration horizon = at.minus(WINDOW);
        while (samples.size() > 2 && second().at().compareTo(horizon) <= 0) {
            samples.removeFirst();
        }
    }

    /** Bytes per second; 0 until it can be told. */
    long bytesPerSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long millis = last.at().minus(first.at()).toMillis();
        return millis <= 0 ? 0 : Math.max(0, (long) ((last.bytes() - first.bytes()) * 1000.0 / millis));
    }

    private Sample second() {
        var iterator = samples.iterator();
        iterator.next();
        return iterator.next();
    }
}
