// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.TransportException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;

/** Connections that do not come about. */
final class ConnectingSuite {
    private static final Duration CONNECT = Duration.ofMillis(400);

    private ConnectingSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Connecting", provider, limit)
                .test(
                        "a port that nobody listens on is refused",
                        trial -> assertKind(Kind.REFUSED, trial, URI.create("http://127.0.0.1:" + unusedPort() + "/")))
                .test(
                        "a host without an address is unresolved",
                        trial -> assertKind(Kind.UNRESOLVED, trial, URI.create("http://registry.invalid/")))
                .test("an address that nothing can be at is a failure on the way", ConnectingSuite::impossible)
                .test(
                        "a connection that is not made in time is a connect timeout",
                        settings -> settings.withConnectTimeout(CONNECT),
                        ConnectingSuite::connectTimeout)
                .node();
    }

    /** What becomes of it is up to the platform; a redirect may lead there, so it is nobody's programming error. */
    private static void impossible(Trial trial) {
        Stream.of("127.0.0.1:65536", "127.0.0.1:0", "a".repeat(64) + ".invalid", "[::1%25nowhere]:1")
                .map(authority -> URI.create("http://" + authority + "/"))
                .forEach(trial::failure);
    }

    private static void connectTimeout(Trial trial) throws Exception {
        try (UnansweredPort port = UnansweredPort.open()) {
            assertKind(Kind.CONNECT_TIMEOUT, trial, port.uri());
        }
    }

    private static void assertKind(Kind kind, Trial trial, URI uri) {
        assertEquals(kind, trial.failure(uri).kind());
    }

    /** A port that was free a moment ago. */
    static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
