// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.NetworkFault.BadStatusLine;
import io.xprim.models.testkit.fault.NetworkFault.Chunked;
import io.xprim.models.testkit.fault.NetworkFault.CloseAfter;
import io.xprim.models.testkit.fault.NetworkFault.EmptyAnswer;
import io.xprim.models.testkit.fault.NetworkFault.EndlessBody;
import io.xprim.models.testkit.fault.NetworkFault.MalformedChunk;
import io.xprim.models.testkit.fault.NetworkFault.Reset;
import io.xprim.models.testkit.fault.NetworkFault.ResetInHead;
import io.xprim.models.testkit.fault.NetworkFault.StallInBody;
import io.xprim.models.testkit.fault.NetworkFault.StallInHead;
import io.xprim.models.testkit.fault.NetworkFault.Status;
import io.xprim.models.testkit.fault.NetworkFault.Truncate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FailuresTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", "x".repeat(100_000).getBytes(UTF_8)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(new StallInHead(0), Kind.READ_TIMEOUT),
                arguments(new StallInHead(25), Kind.READ_TIMEOUT),
                arguments(NetworkFault.all(new Status(503), new StallInHead(30)), Kind.READ_TIMEOUT),
                arguments(new StallInBody(0), Kind.READ_TIMEOUT),
                arguments(new StallInBody(70_000), Kind.READ_TIMEOUT),
                arguments(NetworkFault.all(new Chunked(1000), new StallInBody(1500)), Kind.READ_TIMEOUT),
                arguments(new ResetInHead(), Kind.RESET),
                arguments(new Reset(0), Kind.RESET),
                arguments(new Reset(70_000), Kind.RESET),
                arguments(new EmptyAnswer(), Kind.TRUNCATED),
                arguments(new CloseAfter(5), Kind.TRUNCATED),
                arguments(NetworkFault.all(new Chunked(1000), new Truncate(1500)), Kind.TRUNCATED),
                arguments(new MalformedChunk(1000), Kind.PROTOCOL),
                arguments(new BadStatusLine("hello, here I am"), Kind.PROTOCOL),
                arguments(new BadStatusLine("HTTP/1.1 OK fine"), Kind.PROTOCOL),
                arguments(new BadStatusLine("HTTP/1.1 20 OK"), Kind.PROTOCOL),
                arguments(new BadStatusLine("HTTP/1.1 99999999999 OK"), Kind.PROTOCOL));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultHasItsKind(NetworkFault fault, Kind kind) {
        server.always("/x", fault);
        // Any other fault has to show by itself, however slow the machine is today.
        TestConfig config = TestConfig.patient();
        assertKind(kind == Kind.READ_TIMEOUT ? config.withIdleTimeout(SHORT) : config, server.uri("/x"), kind);
    }

    @Test
    void aBodyShorterThanItsLengthIsTruncatedOrDeliveredAsFarAsItCame() throws Exception {
        server.always("/x", new Truncate(70_000));
        try (HttpTransport transport = open(TestConfig.patient())) {
            Received received = Received.get(transport, server.uri("/x"));
            assertThat(received.body()).hasSize(70_000);
        } catch (TransportException e) {
            assertThat(e.kind()).isEqualTo(Kind.TRUNCATED);
        }
    }

    @Test
    void aRefusedConnectionIsReportedAsRefused() throws IOException {
        assertKind(TestConfig.patient(), URI.create("http://127.0.0.1:" + unusedPort() + "/"), Kind.REFUSED);
    }

    @Test
    void aHostWithoutAnAddressIsReportedAsUnresolved() {
        assertKind(TestConfig.patient(), URI.create("http://unresolved.invalid/"), Kind.UNRESOLVED);
    }

    @Test
    void aConnectionThatIsNotMadeInTimeIsReportedAsConnectTimeout() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestConfig config = TestConfig.patient().withConnectTimeout(SHORT);
            Kind kind = null;
            // The system accepts a few connections by itself, whose requests it then leaves unanswered.
            for (int i = 0; i < 8 && kind != Kind.CONNECT_TIMEOUT; i++) {
                URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
                kind = failure(config.withIdleTimeout(SHORT), uri).kind();
            }
            assertThat(kind).isEqualTo(Kind.CONNECT_TIMEOUT);
        }
    }

    @Test
    void aServerWithoutTlsIsReportedAsTls() {
        URI uri = URI.create("https://127.0.0.1:" + server.port() + "/x");
        assertKind(TestConfig.patient(), uri, Kind.TLS);
    }

    @Test
    void aProxyThatIsNotThereIsReportedAsProxy() throws IOException {
        assertKind(
                TestConfig.patient().withProxy(proxyAt(unusedPort())),
                URI.create("http://registry.invalid/"),
                Kind.PROXY);
    }

    @Test
    void aProxyThatRefusesToTunnelIsReportedAsProxy() {
        server.always("registry.invalid:443", new Status(403));
        assertKind(
                TestConfig.patient().withProxy(proxyAt(server.port())),
                URI.create("https://registry.invalid/x"),
                Kind.PROXY);
        assertThat(server.requests().get(0).method()).isEqualTo("CONNECT");
    }

    @Test
    void anEndlessBodyEndsWithTheSink() {
        server.always("/x", new EndlessBody());
        try (HttpTransport transport = open(TestConfig.patient())) {
            IOException enough = new IOException("enough");
            long[] taken = {0};
            assertThat(catchThrowable(() -> transport.exchange(
                            TransportRequest.get(server.uri("/x"), HttpHeaders.empty()),
                            (status, headers) -> Optional.of(piece -> {
                                taken[0] += piece.remaining();
                                piece.position(piece.limit());
                                if (taken[0] > 1_000_000) {
                                    throw enough;
                                }
                            }),
                            new Cancellation())))
                    .isSameAs(enough);
        }
    }

    private static void assertKind(TestConfig config, URI uri, Kind kind) {
        assertThat(failure(config, uri)).extracting(TransportException::kind).isEqualTo(kind);
    }

    private static TransportException failure(TestConfig config, URI uri) {
        try (HttpTransport transport = open(config)) {
            Throwable thrown = catchThrowable(() -> Received.get(transport, uri));
            assertThat(thrown).isInstanceOf(TransportException.class);
            assertThat(thrown.getMessage()).doesNotContain("127.0.0.1").doesNotContain("invalid");
            return (TransportException) thrown;
        }
    }

    private static HttpTransport open(TestConfig config) {
        return new UrlConnectionTransportProvider().open(config);
    }

    private static ProxySelector proxyAt(int port) {
        return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
