// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Http2Test {
    private static final String LARGE = "0123456789".repeat(200_000);
    private static final int CANCEL = 8;

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    private final HandshakeCertificates certificates = new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(certificate.certificate())
            .build();
    private final TestConfig config = TestConfig.patient().withSslContext(certificates.sslContext());
    private final MockWebServer server = new MockWebServer();
    private HttpTransport transport = new OkHttpTransportProvider().open(config);

    @BeforeEach
    void start() throws IOException {
        server.useHttps(certificates.sslSocketFactory());
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void itSaysThatItSpeaksHttp2AndDoes() throws Exception {
        assertThat(transport.capabilities().http2()).isTrue();
        server.enqueue(body(LARGE));
        assertThat(get().text()).isEqualTo(LARGE);
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @Test
    void exchangesAtOnceShareAConnection() throws Exception {
        server.enqueue(body("first"));
        get();
        server.enqueue(stalled());
        server.enqueue(body("third"));
        Pending second = new Pending();
        second.awaitBody();
        assertThat(get().text()).isEqualTo("third");
        for (int i = 0; i < 3; i++) {
            assertThat(server.takeRequest().getConnectionIndex()).isZero();
        }
        second.cancel();
    }

    @Test
    void cancellingAnExchangeEndsItsStreamAlone() throws Exception {
        server.enqueue(stalled());
        server.enqueue(body("second"));
        Pending first = new Pending();
        first.awaitBody();
        first.cancel();
        assertThat(get().text()).isEqualTo("second");
        assertThat(connectionOfLast(2)).isZero();
    }

    @Test
    void aBodyThatWasDeclinedEndsItsStreamAlone() throws Exception {
        server.enqueue(body(LARGE));
        server.enqueue(body("second"));
        transport.exchange(request(), (status, headers) -> Optional.empty(), new Cancellation());
        assertThat(get().text()).isEqualTo("second");
        assertThat(connectionOfLast(2)).isZero();
    }

    @Test
    void aSilentStreamIsReportedAsReadTimeout() {
        transport.close();
        transport = new OkHttpTransportProvider().open(config.withIdleTimeout(Duration.ofSeconds(1)));
        server.enqueue(stalled());
        assertThat(failure().kind()).isEqualTo(Kind.READ_TIMEOUT);
    }

    @Test
    void aStreamThatTheServerEndsIsReportedAsReset() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseStream(CANCEL))
                .build());
        assertThat(failure().kind()).isEqualTo(Kind.RESET);
        server.enqueue(new MockResponse.Builder()
                .body(LARGE)
                .onResponseBody(new SocketEffect.CloseStream(CANCEL))
                .build());
        assertThat(failure().kind()).isEqualTo(Kind.RESET);
    }

    @Test
    void anAnswerThatOkHttpWouldActOnIsDelivered() throws Exception {
        for (int status : new int[] {401, 407, 408, 421, 503}) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Retry-After", "0")
                    .setHeader("WWW-Authenticate", "Basic realm=\"r\"")
                    .body("why")
                    .build());
            Received received = get();
            assertThat(received.status()).isEqualTo(status);
            assertThat(received.headers().first("retry-after")).contains("0");
            assertThat(received.text()).isEqualTo("why");
        }
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void aSecondHostGetsAConnectionOfItsOwn() throws Exception {
        HeldCertificate both = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates known = new HandshakeCertificates.Builder()
                .heldCertificate(both)
                .addTrustedCertificate(both.certificate())
                .build();
        // A client that knows the issuers of certificates, as OkHttp wants it for sharing a connection.
        OkHttpClient sharing = new OkHttpClient.Builder()
                .sslSocketFactory(known.sslSocketFactory(), known.trustManager())
                .build();
        OkHttpTransportProvider provider = new OkHttpTransportProvider("own", () -> sharing) {};
        try (MockWebServer other = new MockWebServer();
                HttpTransport one = provider.open(TestConfig.patient())) {
            other.useHttps(known.sslSocketFactory());
            other.start(InetAddress.getLoopbackAddress(), 0);
            other.enqueue(body("1"));
            other.enqueue(body("2"));
            Received.get(one, URI.create("https://127.0.0.1:" + other.getPort() + "/"));
            Received.get(one, URI.create("https://localhost:" + other.getPort() + "/"));
            assertThat(other.takeRequest().getConnectionIndex()).isZero();
            assertThat(other.takeRequest().getConnectionIndex()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatNeverFinishesTheHandshakeIsReportedAsConnectTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpTransport hasty =
                        new OkHttpTransportProvider().open(config.withConnectTimeout(Duration.ofSeconds(2)))) {
            URI uri = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/");
            TransportException failure = catchThrowableOfType(TransportException.class, () -> Received.get(hasty, uri));
            assertThat(failure.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
        }
    }

    private int connectionOfLast(int requests) throws InterruptedException {
        RecordedRequest last = server.takeRequest();
        for (int i = 1; i < requests; i++) {
            last = server.takeRequest();
        }
        return last.getConnectionIndex();
    }

    private Received get() throws Exception {
        return Received.get(transport, request().uri());
    }

    private TransportException failure() {
        return catchThrowableOfType(TransportException.class, this::get);
    }

    private TransportRequest request() {
        return TransportRequest.get(URI.create("https://127.0.0.1:" + server.getPort() + "/x"), HttpHeaders.empty());
    }

    private static MockResponse body(String text) {
        return new MockResponse.Builder().body(text).build();
    }

    /** Sends half of the body. */
    private static MockResponse stalled() {
        return new MockResponse.Builder()
                .body(LARGE)
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build();
    }

    /** An exchange in another thread. */
    private final class Pending {
        private final Cancellation cancellation = new Cancellation();
        private final CountDownLatch inBody = new CountDownLatch(1);
        private final CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> transport.exchange(
                        request(),
                        (status, headers) -> {
                            inBody.countDown();
                            return Optional.of(piece -> piece.position(piece.limit()));
                        },
                        cancellation)),
                task -> new Thread(task).start());

        void awaitBody() throws InterruptedException {
            assertThat(inBody.await(30, TimeUnit.SECONDS)).isTrue();
        }

        void cancel() throws Exception {
            cancellation.cancel();
            assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
    }
}
