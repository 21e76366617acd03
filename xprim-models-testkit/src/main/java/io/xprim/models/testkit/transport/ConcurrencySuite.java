// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.suite.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DynamicContainer;

/** Many exchanges at once. */
final class ConcurrencySuite {
    private static final int MANY = 64;
    private static final int SIZE = 200_000;

    private ConcurrencySuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("At once", provider, limit)
                .test("64 exchanges run at once, each with its own answer", ConcurrencySuite::many)
                .test("an exchange that is cancelled disturbs no other", ConcurrencySuite::cancelledNeighbour)
                .node();
    }

    private static void many(Trial trial) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Background> exchanges = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            String path = "/many/" + i;
            byte[] body = Trial.randomBytes(SIZE + i);
            trial.server().serve(path, body).next(path, new NetworkFault.Hold(gate));
            exchanges.add(Background.start(
                    "exchange " + i,
                    () -> assertArrayEquals(body, trial.get(path).body())));
        }
        for (int i = 0; i < MANY; i++) {
            trial.server().awaitRequests("/many/" + i, 1);
        }
        gate.countDown();
        for (Background exchange : exchanges) {
            assertEquals(Optional.empty(), exchange.failureWithin(Trial.SOON));
        }
    }

    private static void cancelledNeighbour(Trial trial) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        trial.server().always(Trial.LARGE_PATH, new NetworkFault.Hold(gate));
        trial.server().always("/stalls", new NetworkFault.StallInHead(0));
        Background good = Background.start("good", () -> {
            Received received =
                    Received.get(trial.transport(), trial.server().uri(Trial.LARGE_PATH), HttpHeaders.empty());
            assertArrayEquals(trial.large(), received.body());
        });
        Cancellation cancellation = new Cancellation();
        Background cancelled = trial.start("/stalls", (status, headers) -> Optional.empty(), cancellation);
        trial.server().awaitRequests(Trial.LARGE_PATH, 1);
        trial.server().awaitRequests("/stalls", 1);
        cancellation.cancel();
        cancelled.failureWithin(Trial.SOON);
        gate.countDown();
        assertEquals(Optional.empty(), good.failureWithin(Trial.SOON));
    }
}
