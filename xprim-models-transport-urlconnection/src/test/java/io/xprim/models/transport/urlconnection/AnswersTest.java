// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.NetworkFault.Chunked;
import io.xprim.models.testkit.fault.NetworkFault.CloseDelimited;
import io.xprim.models.testkit.fault.NetworkFault.FlipByte;
import io.xprim.models.testkit.fault.NetworkFault.Header;
import io.xprim.models.testkit.fault.NetworkFault.ManyHeaders;
import io.xprim.models.testkit.fault.NetworkFault.Redirect;
import io.xprim.models.testkit.fault.NetworkFault.Slow;
import io.xprim.models.testkit.fault.NetworkFault.Status;
import io.xprim.models.testkit.fault.RecordedRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswersTest {
    private static final byte[] LARGE = new byte[3_000_001];

    private final HttpTransport transport = new UrlConnectionTransportProvider().open(TestConfig.patient());
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(LARGE);
        server = FaultServer.serving(
                Map.of("/small", "content".getBytes(UTF_8), "/large", LARGE, "/empty", new byte[0]));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void theBodyComesAsItWasSentHoweverItIsFramed() throws Exception {
        server.next(
                "/large",
                new NetworkFault.None(),
                new Chunked(100_000),
                new CloseDelimited(),
                new Slow(500_000, tick()));
        for (int i = 0; i < 4; i++) {
            Received received = get("/large");
            assertThat(received.status()).isEqualTo(200);
            assertThat(received.body()).isEqualTo(LARGE);
        }
        assertThat(get("/empty").body()).isEmpty();
    }

    @Test
    void aFlippedBitIsDelivered() throws Exception {
        server.next("/small", new FlipByte(0));
        assertThat(get("/small").text()).isEqualTo("bontent");
    }

    @Test
    void everyStatusComesWithItsHeadersAndBody() throws Exception {
        for (int status : new int[] {201, 206, 300, 400, 401, 403, 404, 407, 410, 416, 429, 500, 503, 599}) {
            server.next("/small", new Status(status, Map.of("Retry-After", "2")));
            Received received = get("/small");
            assertThat(received.status()).isEqualTo(status);
            assertThat(received.headers().first("retry-after")).contains("2");
            assertThat(received.text()).isEqualTo("status " + status);
        }
    }

    @Test
    void anErrorWithoutABodyComes() throws Exception {
        server.always("/none", new Header("X-Why", "gone"));
        Received received = get("/none");
        assertThat(received.status()).isEqualTo(404);
        server.next("/empty", new NetworkFault.BadStatusLine("HTTP/1.1 503"));
        assertThat(get("/empty").status()).isEqualTo(503);
    }

    @Test
    void noRedirectIsFollowed() throws Exception {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            server.next("/small", new Redirect(status, "/large"));
            Received received = get("/small");
            assertThat(received.status()).isEqualTo(status);
            assertThat(received.headers().first("Location")).contains("/large");
            assertThat(received.text()).isEqualTo("redirected");
        }
        assertThat(server.count("/large")).isZero();
    }

    @Test
    void nothingIsDecoded() throws Exception {
        server.next("/small", new Header("Content-Encoding", "gzip"));
        Received received = get("/small");
        assertThat(received.text()).isEqualTo("content");
        assertThat(received.headers().first("Content-Encoding")).contains("gzip");
    }

    @Test
    void headersComeAsTheyWereSent() throws Exception {
        server.next(
                "/small",
                NetworkFault.all(
                        new Header("X-Twice", "first"),
                        new Header("Set-Cookie", "a=b; HttpOnly"),
                        new Header("x-twice", "second"),
                        new Header("X-Empty", "")));
        Received received = get("/small");
        assertThat(received.headers().asMap())
                .containsOnlyKeys("Content-Length", "Set-Cookie", "X-Empty", "X-Twice")
                .containsEntry("X-Twice", List.of("first", "second"))
                .containsEntry("X-Empty", List.of(""))
                .containsEntry("Set-Cookie", List.of("a=b; HttpOnly"));
        server.next("/small", new ManyHeaders(1000));
        assertThat(get("/small").headers().asMap()).hasSize(1001);
    }

    @Test
    void theRequestSaysWhatItWasToldAndLittleElse() throws Exception {
        Received.get(
                transport,
                server.uri("/small?q=%20"),
                HttpHeaders.of(Map.of("X-Own", List.of("1", "2"), "Range", List.of("bytes=0-"))));
        RecordedRequest request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/small?q=%20");
        assertThat(request.headers())
                .containsOnlyKeys(
                        "x-own", "range", "user-agent", "accept", "host", "connection", "cache-control", "pragma")
                .containsEntry("x-own", List.of("1", "2"))
                .containsEntry("user-agent", List.of("xprim-models"))
                .containsEntry("accept", List.of("*/*"))
                .containsEntry("cache-control", List.of("no-transform"))
                .containsEntry("pragma", List.of("no-transform"));
    }

    @Test
    void whatTheRequestSaysTakesTheDefaultsPlace() throws Exception {
        HttpHeaders headers = HttpHeaders.of(Map.of(
                "user-agent", List.of("own"), "ACCEPT", List.of("text/x"), "Cache-Control", List.of("no-cache")));
        Received.get(transport, server.uri("/small"), headers);
        assertThat(server.requests().get(0).headers())
                .containsEntry("user-agent", List.of("own"))
                .containsEntry("accept", List.of("text/x"))
                .containsEntry("cache-control", List.of("no-cache"));
    }

    @Test
    void aConnectionIsUsedAgainAfterABodyThatWasRead() throws Exception {
        get("/large");
        server.next("/small", new Status(404), new Redirect(302, "/x"), new Chunked(3));
        for (int i = 0; i < 5; i++) {
            get("/small");
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionIsUsedAgainAfterAShortBodyThatWasDeclined() throws Exception {
        server.next("/small", new Status(404), new Redirect(302, "/x"));
        for (int i = 0; i < 4; i++) {
            Received.decline(transport, server.uri("/small"));
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aLongBodyThatWasDeclinedIsNotRead() throws Exception {
        server.next("/endless", new NetworkFault.EndlessBody());
        server.serve("/endless", LARGE);
        Received.decline(transport, server.uri("/endless"));
        Received.decline(transport, server.uri("/large"));
        assertThat(get("/small").text()).isEqualTo("content");
        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void whatTheHandlerThrowsComesOutUnchanged() {
        for (Throwable thrown : thrown()) {
            assertThatThrownBy(() -> exchange((status, headers) -> {
                        throw sneaky(thrown);
                    }))
                    .isSameAs(thrown);
        }
    }

    @Test
    void whatTheSinkThrowsComesOutUnchanged() throws Exception {
        for (Throwable thrown : thrown()) {
            BodySink sink = piece -> {
                throw sneaky(thrown);
            };
            assertThatThrownBy(() -> exchange((status, headers) -> Optional.of(sink)))
                    .isSameAs(thrown);
        }
        assertThat(get("/small").text()).isEqualTo("content");
    }

    private static List<Throwable> thrown() {
        return List.of(
                new IOException("disk full"),
                new FileNotFoundException("/x"),
                new SocketTimeoutException("not the network's"),
                new IllegalStateException("closed"),
                new StackOverflowError());
    }

    /** Returns what it is given, or throws it if it is no {@link IOException}. */
    private static IOException sneaky(Throwable thrown) {
        if (thrown instanceof IOException e) {
            return e;
        } else if (thrown instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) thrown;
    }

    private void exchange(ResponseHandler handler) throws Exception {
        TransportRequest request = TransportRequest.get(server.uri("/large"), HttpHeaders.empty());
        transport.exchange(request, handler, new Cancellation());
    }

    private Received get(String path) throws Exception {
        return Received.get(transport, server.uri(path));
    }

    private static Duration tick() {
        return Duration.ofMillis(1);
    }
}
