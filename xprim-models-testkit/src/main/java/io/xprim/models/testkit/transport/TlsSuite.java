// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;

/** Secure connections. Thread-safe. */
final class TlsSuite {
    private static final String PATH = "/x";

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
                .test("a server that does not speak TLS is refused", suite::withoutTls)
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

    private void withoutTls(Trial trial) {
        URI uri = URI.create("https://127.0.0.1:" + trial.server().port() + PATH);
        assertEquals(Kind.TLS, trial.failure(uri).kind());
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
