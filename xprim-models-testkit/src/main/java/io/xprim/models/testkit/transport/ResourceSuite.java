// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DynamicContainer;

/** That nothing is left of what is over. */
final class ResourceSuite {
    private static final int WARM_UP = 100;
    private static final int MANY = 1_000;

    /** Far less than one an exchange, and more than a pool may come to. */
    private static final int MOST_FOR_MANY = 100;

    private static final int TRANSPORTS = 60;

    /** Far less than one a transport. */
    private static final int MOST_FOR_TRANSPORTS = 20;

    private ResourceSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Resources", provider, limit)
                .test("a thousand exchanges leave no threads and no open files", ResourceSuite::manyExchanges)
                .test("transports that were closed leave no threads and no open files", ResourceSuite::manyTransports)
                .node();
    }

    private static void manyExchanges(Trial trial) throws Exception {
        exchange(trial, WARM_UP);
        HeldResources before = HeldResources.now();
        exchange(trial, MANY);
        before.assertGrownByAtMost(MOST_FOR_MANY, false);
    }

    /** What was declared to wait for the garbage collector gets it; the connections end with the answers, so that no pool keeps them. */
    private static void manyTransports(Trial trial) throws Exception {
        trial.server().always(Trial.SMALL_PATH, new NetworkFault.CloseDelimited());
        boolean collect = trial.transport().capabilities().keepsResourcesUntilCollected();
        HeldResources before = HeldResources.now();
        for (int i = 0; i < TRANSPORTS; i++) {
            try (HttpTransport transport = trial.open(trial.settings())) {
                Received received = Received.get(transport, trial.server().uri(Trial.SMALL_PATH), HttpHeaders.empty());
                assertEquals(Trial.SMALL, received.text());
            }
        }
        before.assertGrownByAtMost(MOST_FOR_TRANSPORTS, collect);
    }

    private static void exchange(Trial trial, int times) throws Exception {
        IOException full = new IOException("disk full");
        for (int i = 0; i < times; i++) {
            switch (i % 4) {
                case 0 -> assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
                case 1 -> trial.decline(Trial.SMALL_PATH);
                case 2 -> assertEquals(404, trial.get("/none").status());
                default ->
                    assertSame(
                            full,
                            Trial.thrownBy(() -> trial.exchange(
                                    Trial.SMALL_PATH,
                                    (status, headers) -> Optional.of(piece -> {
                                        throw full;
                                    }))));
            }
        }
    }
}
