// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.server;

import java.time.Duration;

/**
 * How slow a link is.
 *
 * @param bytesPerSecond what each connection gets, in each direction
 * @param roundTrip from a question to its answer, at the least
 */
public record Link(long bytesPerSecond, Duration roundTrip) {
    long nanosFor(int bytes) {
        return bytes * 1_000_000_000L / bytesPerSecond;
    }

    long oneWayNanos() {
        return roundTrip.toNanos() / 2;
    }
}
