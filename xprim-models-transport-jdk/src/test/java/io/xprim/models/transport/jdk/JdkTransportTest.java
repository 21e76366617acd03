// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ProviderSelection;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.NetworkFault.Chunked;
import io.xprim.models.testkit.fault.NetworkFault.EmptyAnswer;
import io.xprim.models.testkit.fault.NetworkFault.Redirect;
import io.xprim.models.testkit.fault.NetworkFault.Slow;
import io.xprim.models.testkit.fault.NetworkFault.StallInBody;
import io.xprim.models.testkit.fault.NetworkFault.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to this transport; the rest is in {@link ContractTest}. */
@Timeout(60)
class JdkTransportTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final HttpTransport transport = open(TestConfig.patient());
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", new byte[1000], "/medium", new byte[60_000]));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void theProviderIsFoundByItsIdAndGoesAfterThoseOfACompany() {
        HttpTransportProvider found = ProviderSelection.of(HttpTransportProvider.class)
                .configuredId(Optional.of("jdk"))
                .select();
        assertThat(found).isInstanceOf(JdkTransportProvider.class);
        assertThat(found.priority()).isEqualTo(-10);
    }

    @Test
    void itSaysWhatItCannotHelp() {
        assertThat(transport.capabilities().http2()).isTrue();
        assertThat(transport.capabilities().resendsUnansweredGet()).isTrue();
        assertThat(transport.capabilities().sharesCookieHandler()).isFalse();
        assertThat(transport.capabilities().keepsResourcesUntilCollected())
                .isEqualTo(Runtime.version().feature() < 21);
    }

    @Test
    void aGetIsSentTwiceWhereTheConnectionClosesBeforeAnAnswer() {
        server.always("/x", new EmptyAnswer());
        assertThat(failure(transport, server.uri("/x")).kind()).isEqualTo(Kind.TRUNCATED);
        assertThat(server.count("/x")).isEqualTo(2);
    }

    @Test
    void aServerWithoutTlsIsNotAskedForHttp2() throws Exception {
        Received.get(transport, server.uri("/x"));
        assertThat(server.requests().get(0).headers())
                .doesNotContainKeys("upgrade", "http2-settings", "connection")
                .containsEntry("user-agent", List.of("xprim-models"))
                .containsEntry("accept", List.of("*/*"))
                .containsEntry("cache-control", List.of("no-transform"))
                .containsEntry("pragma", List.of("no-transform"));
    }

    @Test
    void headersThatTheClientReservesAreLeftOut() throws Exception {
        HttpHeaders headers = HttpHeaders.of(Map.of(
                "Host", List.of("other"),
                "Connection", List.of("close"),
                "Content-Length", List.of("7"),
                "Expect", List.of("100-continue"),
                "Upgrade", List.of("h2c"),
                "X-Own", List.of("1")));
        Received.get(transport, server.uri("/x"), headers);
        assertThat(server.requests().get(0).headers())
                .doesNotContainKeys("connection", "expect", "upgrade")
                .containsEntry("host", List.of("127.0.0.1:" + server.port()))
                .containsEntry("x-own", List.of("1"));
    }

    @Test
    void aConnectionIsUsedAgainAfterAShortBodyThatWasDeclined() throws Exception {
        server.next("/x", new Status(404), new Redirect(302, "/y"));
        for (int i = 0; i < 20; i++) {
            Received.decline(transport, server.uri("/x"));
        }
        // A machine that stalls may take longer for a body than it is waited for.
        assertThat(server.connections()).isLessThanOrEqualTo(10);
    }

    @Test
    void aConnectionIsUsedAgainAfterABodyOfUnknownLengthThatWasDeclined() throws Exception {
        server.always("/x", new Chunked(100));
        for (int i = 0; i < 20; i++) {
            Received.decline(transport, server.uri("/x"));
        }
        assertThat(server.connections()).isLessThanOrEqualTo(10);
    }

    @Test
    void aBodyThatTricklesIsNotWaitedForWhenItWasDeclined() throws Exception {
        // All of it would take minutes.
        server.always("/medium", new Slow(20, Duration.ofMillis(50)));
        Received.decline(transport, server.uri("/medium"));
    }

    @Test
    void aShortBodyThatWasDeclinedIsNotWaitedFor() throws Exception {
        server.always("/x", new StallInBody(10));
        Received.decline(transport, server.uri("/x"));
    }

    @Test
    void whatTakesLongBeforeThereIsASecureConnectionIsNoIdleTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpTransport impatient = open(TestConfig.patient()
                        .withConnectTimeout(SHORT.multipliedBy(3))
                        .withIdleTimeout(SHORT))) {
            URI uri = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThat(failure(impatient, uri).kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
        }
    }

    @Test
    void theProgramsDefaultSslContextIsNotTaken(@TempDir Path folder) throws Exception {
        SSLContext before = SSLContext.getDefault();
        try (Http2Server secure = Http2Server.start(folder)) {
            SSLContext.setDefault(secure.trusting());
            assertThat(failure(transport, secure.uri("/x")).kind()).isEqualTo(Kind.TLS);
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void aProxyOfAnotherKindIsAnErrorAndNoDirectConnection() {
        SocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        ProxySelector socks = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.SOCKS, nowhere));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        };
        try (HttpTransport proxied = open(TestConfig.patient().withProxy(socks))) {
            assertThat(failure(proxied, server.uri("/x")).kind()).isEqualTo(Kind.PROXY);
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void aProxyThatWantsCredentialsForATunnelHasRefused() {
        server.always("registry.invalid:443", new Status(407, Map.of("Proxy-Authenticate", "Basic realm=\"r\"")));
        ProxySelector here = ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        try (HttpTransport proxied = open(TestConfig.patient().withProxy(here))) {
            assertThat(failure(proxied, URI.create("https://registry.invalid/x"))
                            .kind())
                    .isEqualTo(Kind.PROXY);
        }
    }

    @Test
    void aChunkThatIsMalformedIsNoHttp() {
        server.always("/x", new NetworkFault.MalformedChunk(100));
        assertThat(failure(transport, server.uri("/x")).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void theClientsThreadGoesThoughTheClosedTransportIsStillReferredTo() throws Exception {
        Set<Thread> before = Selectors.threads();
        Received.get(transport, server.uri("/x"));
        Set<Thread> own = Selectors.threads();
        own.removeAll(before);
        assertThat(own).hasSize(1);
        transport.close();
        Thread selector = own.iterator().next();
        while (selector.isAlive()) {
            System.gc();
            selector.join(50);
        }
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> Received.get(transport, server.uri("/x"))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:99999/", "http://127.0.0.1:0/", "https://127.0.0.1:99999/"})
    void anAddressThatTheClientDoesNotTakeIsAFailureOfTheExchange(String address) {
        assertThat(failure(transport, URI.create(address))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "99999999999999999999"})
    void aLengthThatIsNoneIsNoHttp(String length) throws Exception {
        try (ServerSocket odd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> answer(odd, "Content-Length: " + length));
            URI uri = URI.create("http://127.0.0.1:" + odd.getLocalPort() + "/");
            assertThat(failure(transport, uri).kind()).isEqualTo(Kind.PROTOCOL);
        }
    }

    private static void answer(ServerSocket listening, String header) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\nbody").getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().read() >= 0) {
                // What the client sends is of no interest, only that it goes.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TransportException failure(HttpTransport transport, URI uri) {
        return catchThrowableOfType(TransportException.class, () -> Received.get(transport, uri));
    }

    private static HttpTransport open(TestConfig config) {
        return new JdkTransportProvider().open(config);
    }
}
