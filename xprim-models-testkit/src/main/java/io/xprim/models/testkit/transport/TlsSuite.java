// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;

/** Secure connections. Thread-safe. */
final class TlsSuite {
    private static final String PATH = "/x";

    /** Also what a client names that offers TLS 1.3 (RFC 8446, 4.1.2). */
    private static final int TLS_1_2 = 0x0303;

    /** Waited for in full by the silence alone. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final byte[] body = Trial.randomBytes(1_000_000);

    private @Nullable SSLContext here;

    private TlsSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        TlsSuite suite = new TlsSuite();
        return new TransportSuite("TLS", provider, limit)
                .test("a server that is trusted is read, on one connection", suite::trusted)
                .test("a server that is not trusted is refused", suite::untrusted)
                .test("a certificate of another host is refused", suite::otherHost)
                .test("a certificate that has expired is refused", suite::expired)
                .test(
                        "a server that speaks TLS 1.0 alone is refused, and offered nothing older than TLS 1.2",
                        suite::oldTls)
                .test("a server that does not speak TLS is refused", suite::withoutTls)
                .test(
                        "where a server that speaks HTTP/2 goes away, the next exchange has a connection of its own",
                        suite::departure)
                .test("silence within a secure body is a read timeout", suite::silence)
                .node();
    }

    private void trusted(Trial trial) throws Exception {
        try (FaultServer server = serve(here());
                HttpTransport transport = trial.open(trial.settings().withSslContext(here()))) {
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(body, get(transport, server).body());
            }
            assertEquals(1, server.connections(), "connections");
        }
    }

    private void untrusted(Trial trial) throws Exception {
        try (FaultServer server = serve(here())) {
            assertRefused(server, trial.transport());
        }
    }

    private void otherHost(Trial trial) throws Exception {
        SSLContext other = TestCertificate.create("dns:other.example").context();
        try (FaultServer server = serve(other);
                HttpTransport transport = trial.open(trial.settings().withSslContext(other))) {
            assertRefused(server, transport);
        }
    }

    private void expired(Trial trial) throws Exception {
        SSLContext past = TestCertificate.createExpired("ip:127.0.0.1").context();
        try (FaultServer server = serve(past);
                HttpTransport transport = trial.open(trial.settings().withSslContext(past))) {
            assertRefused(server, transport);
        }
    }

    private void oldTls(Trial trial) throws Exception {
        try (OldTlsServer server = OldTlsServer.start()) {
            URI uri = URI.create("https://127.0.0.1:" + server.port() + PATH);
            assertEquals(Kind.TLS, trial.failure(uri).kind());
            assertEquals(Set.of(TLS_1_2), Set.copyOf(server.offeredVersions()), "versions");
        }
    }

    private void withoutTls(Trial trial) {
        URI uri = URI.create("https://127.0.0.1:" + trial.server().port() + PATH);
        assertEquals(Kind.TLS, trial.failure(uri).kind());
    }

    /** What is under way may come whole or fail: a client need not read on, and core asks again. */
    private void departure(Trial trial) throws Exception {
        assumeTrue(trial.transport().capabilities().http2(), "it does not speak HTTP/2");
        byte[] small = Trial.randomBytes(20_000);
        try (DepartingServer server = DepartingServer.start(here(), small);
                HttpTransport transport = trial.open(trial.settings().withSslContext(here()))) {
            URI uri = URI.create("https://127.0.0.1:" + server.port() + PATH);
            try {
                assertArrayEquals(
                        small, Received.get(transport, uri, HttpHeaders.empty()).body());
            } catch (TransportException e) {
                assertTrue(Set.of(Kind.RESET, Kind.TRUNCATED, Kind.PROTOCOL).contains(e.kind()), e.toString());
            }
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(
                        small, Received.get(transport, uri, HttpHeaders.empty()).body());
            }
            assertEquals(2, server.connections(), "connections");
        }
    }

    private void silence(Trial trial) throws Exception {
        TransportSettings settings = trial.settings().withSslContext(here()).withIdleTimeout(IDLE);
        try (FaultServer server = serve(here());
                HttpTransport transport = trial.open(settings)) {
            server.always(PATH, new NetworkFault.StallInBody(50_000));
            assertEquals(
                    Kind.READ_TIMEOUT,
                    Trial.failure(transport, server.uri(PATH)).kind());
        }
    }

    private static void assertRefused(FaultServer server, HttpTransport transport) {
        assertEquals(Kind.TLS, Trial.failure(transport, server.uri(PATH)).kind());
        assertEquals(List.of(), server.requests());
    }

    private static Received get(HttpTransport transport, FaultServer server) throws Exception {
        return Received.get(transport, server.uri(PATH), HttpHeaders.empty());
    }

    private FaultServer serve(SSLContext context) throws IOException {
        return FaultServer.startTls(context.getServerSocketFactory()).serve(PATH, body);
    }

    /** The context of this host's server and of a client that trusts it, made once. */
    private synchronized SSLContext here() throws Exception {
        if (here == null) {
            here = TestCertificate.create("ip:127.0.0.1").context();
        }
        return here;
    }
}
