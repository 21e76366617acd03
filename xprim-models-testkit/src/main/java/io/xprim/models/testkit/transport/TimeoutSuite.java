// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.fault.NetworkFault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicContainer;

/** What the idle timeout does not end. What it ends is in {@link FaultTable}. */
final class TimeoutSuite {
    /** Long against a tick of the server's, short against the whole. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int BYTES_A_TICK = 1_000;
    private static final int TICKS = 55;

    private TimeoutSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Time", provider, limit)
                .test(
                        "a slow but steady body may take longer than the idle timeout",
                        settings -> settings.withIdleTimeout(IDLE),
                        TimeoutSuite::slow)
                .test(
                        "the time that the sink takes is not the server's",
                        settings -> settings.withIdleTimeout(IDLE),
                        TimeoutSuite::slowSink)
                .node();
    }

    /** The head comes in one piece: a transport may be unable to see that a part of it has come. */
    private static void slow(Trial trial) throws Exception {
        byte[] body = Trial.randomBytes(BYTES_A_TICK * TICKS);
        trial.server().serve("/slow", body).always("/slow", new NetworkFault.Slow(BYTES_A_TICK, TICK));
        assertArrayEquals(body, trial.get("/slow").body());
    }

    private static void slowSink(Trial trial) throws Exception {
        long[] taken = {0};
        trial.exchange(
                Trial.LARGE_PATH,
                (status, headers) -> Optional.of(piece -> {
                    if (taken[0] == 0) {
                        pause(IDLE.plusMillis(500));
                    }
                    taken[0] += piece.remaining();
                    piece.position(piece.limit());
                }));
        assertEquals(trial.large().length, taken[0], "bytes");
    }

    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("a sink is never interrupted", e);
        }
    }
}
