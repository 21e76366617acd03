// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.suite.Background;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicContainer;

/** From opening to closing. */
final class LifecycleSuite {
    private LifecycleSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Life", provider, limit)
                .test("the provider's id is a short name, always the same", trial -> id(provider))
                .test("its capabilities are always the same", LifecycleSuite::capabilities)
                .test("a connection is used again for the next exchange", LifecycleSuite::reuse)
                .test("closing ends exchanges under way", LifecycleSuite::closeWhileBusy)
                .test("a closed transport refuses exchanges", LifecycleSuite::closed)
                .test("closing a second time does nothing", LifecycleSuite::closeTwice)
                .test("closing a transport disturbs no other", LifecycleSuite::closedNeighbour)
                .node();
    }

    private static void id(HttpTransportProvider provider) {
        assertTrue(provider.id().matches("[a-z0-9][a-z0-9-]{0,31}"), provider::id);
        assertEquals(provider.id(), provider.id());
        assertEquals(provider.priority(), provider.priority());
    }

    private static void capabilities(Trial trial) throws Exception {
        TransportCapabilities before = trial.transport().capabilities();
        trial.get(Trial.SMALL_PATH);
        try (HttpTransport other = trial.open(trial.settings())) {
            List<Function<TransportCapabilities, Boolean>> all = List.of(
                    TransportCapabilities::resendsUnansweredGet,
                    TransportCapabilities::http2,
                    TransportCapabilities::sharesCookieHandler,
                    TransportCapabilities::keepsResourcesUntilCollected);
            all.forEach(capability -> {
                assertEquals(
                        capability.apply(before),
                        capability.apply(trial.transport().capabilities()));
                assertEquals(capability.apply(before), capability.apply(other.capabilities()));
            });
        }
    }

    private static void reuse(Trial trial) throws Exception {
        trial.get(Trial.LARGE_PATH);
        trial.server()
                .next(
                        Trial.SMALL_PATH,
                        new NetworkFault.Status(404),
                        new NetworkFault.Redirect(302, "/x"),
                        new NetworkFault.Chunked(3));
        for (int i = 0; i < 10; i++) {
            trial.get(Trial.SMALL_PATH);
        }
        assertEquals(1, trial.server().connections(), "connections");
    }

    private static void closeWhileBusy(Trial trial) throws Exception {
        trial.server().always("/head", new NetworkFault.StallInHead(0));
        trial.server().always(Trial.LARGE_PATH, new NetworkFault.StallInBody(10));
        Background inHead = Background.start("in head", () -> trial.get("/head"));
        Background inBody = Background.start("in body", () -> trial.get(Trial.LARGE_PATH));
        trial.server().awaitRequests("/head", 1);
        trial.server().awaitRequests(Trial.LARGE_PATH, 1);
        trial.transport().close();
        for (Background exchange : List.of(inHead, inBody)) {
            assertInstanceOf(
                    CancellationException.class,
                    exchange.failureWithin(Trial.SOON).orElse(null),
                    "an exchange that is under way when the transport is closed is cancelled");
        }
    }

    private static void closed(Trial trial) throws Exception {
        trial.get(Trial.SMALL_PATH);
        trial.transport().close();
        assertInstanceOf(IllegalStateException.class, Trial.thrownBy(() -> trial.get(Trial.SMALL_PATH)));
        assertEquals(1, trial.server().requests().size(), "requests");
    }

    private static void closeTwice(Trial trial) {
        trial.transport().close();
        trial.transport().close();
        assertInstanceOf(
                IllegalStateException.class,
                Trial.thrownBy(() ->
                        trial.exchange(Trial.SMALL_PATH, (status, headers) -> Optional.empty(), new Cancellation())));
    }

    private static void closedNeighbour(Trial trial) throws Exception {
        trial.get(Trial.SMALL_PATH);
        try (HttpTransport other = trial.open(trial.settings())) {
            Received.get(other, trial.server().uri(Trial.SMALL_PATH), HttpHeaders.empty());
        }
        assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
    }
}
