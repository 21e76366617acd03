// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks HTTP/2, all exchanges of a transport share one connection. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2Test {
    private static final byte[] LARGE = new byte[3_000_001];

    private Http2Server server;
    private HttpTransport transport;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        new Random(7).nextBytes(LARGE);
        server = Http2Server.start(folder).serve("/large", LARGE).serve("/empty", new byte[0]);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        transport = new JdkTransportProvider().open(TestConfig.patient().withSslContext(server.trusting()));
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void theBodyComesAsItWasSent() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(get("/large").body()).isEqualTo(LARGE);
        }
        assertThat(get("/empty").body()).isEmpty();
        assertThat(get("/none").status()).isEqualTo(404);
        assertThat(server.requests()).extracting(LoggedRequest::getProtocol).containsOnly("HTTP/2.0");
    }

    @Test
    void theHeadersAreTheFieldsAlone() throws Exception {
        HttpHeaders headers = get("/empty").headers();
        assertThat(headers.asMap().keySet()).noneMatch(name -> name.startsWith(":"));
        assertThat(headers.all("X-Twice")).containsExactly("first", "second");
    }

    @Test
    void theRequestSaysWhatItWasTold() throws Exception {
        HttpHeaders headers = HttpHeaders.of(Map.of("Range", List.of("bytes=0-"), "Host", List.of("other")));
        Received.get(transport, server.uri("/empty?own"), headers);
        LoggedRequest request = server.requests().stream()
                .filter(one -> one.getUrl().equals("/empty?own"))
                .findFirst()
                .orElseThrow();
        assertThat(request.getHeader("Range")).isEqualTo("bytes=0-");
        assertThat(request.getHeader("User-Agent")).isEqualTo("xprim-models");
        assertThat(request.containsHeader("Content-Length")).isFalse();
        assertThat(request.getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aSinkThatBlocksHoldsUpNoOtherExchangeOfTheConnection() throws Exception {
        CountDownLatch inSink = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Throwable> blocked = start(new Cancellation(), piece -> {
            piece.position(piece.limit());
            inSink.countDown();
            awaitUninterrupted(goOn);
        });
        inSink.await();
        assertThat(get("/large").body()).isEqualTo(LARGE);
        assertThat(blocked).isNotDone();
        goOn.countDown();
        assertThat(blocked.get(30, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void theIdleTimeoutDoesNotCountWhatSinksTake() throws Exception {
        try (HttpTransport impatient = new JdkTransportProvider()
                .open(TestConfig.patient().withSslContext(server.trusting()).withIdleTimeout(Duration.ofSeconds(2)))) {
            long[] taken = {0};
            impatient.exchange(
                    TransportRequest.get(server.uri("/large"), HttpHeaders.empty()),
                    (status, headers) -> Optional.of(piece -> {
                        if (taken[0] == 0) {
                            awaitUninterrupted(new CountDownLatch(1), Duration.ofMillis(2500));
                        }
                        taken[0] += piece.remaining();
                        piece.position(piece.limit());
                    }),
                    new Cancellation());
            assertThat(taken[0]).isEqualTo(LARGE.length);
        }
    }

    @Test
    void cancellingAnExchangeWhoseSinkBlocksLeavesTheOthersAlone() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch inSink = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Throwable> cancelled = start(cancellation, piece -> {
            piece.position(piece.limit());
            inSink.countDown();
            awaitUninterrupted(goOn);
        });
        inSink.await();
        cancellation.cancel();
        assertThat(cancelled.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(get("/large").body()).isEqualTo(LARGE);
        goOn.countDown();
        assertThat(get("/large").body()).isEqualTo(LARGE);
    }

    @Test
    void whatTheSinkThrowsComesOutUnchanged() throws Exception {
        IOException full = new IOException("disk full");
        for (int i = 0; i < 20; i++) {
            assertThat(start(new Cancellation(), piece -> {
                                throw full;
                            })
                            .get(30, TimeUnit.SECONDS))
                    .isSameAs(full);
        }
        assertThat(get("/large").body()).isEqualTo(LARGE);
    }

    @Test
    void aDeclinedBodyEndsWell() throws Exception {
        for (int i = 0; i < 20; i++) {
            transport.exchange(
                    TransportRequest.get(server.uri("/large"), HttpHeaders.empty()),
                    (status, headers) -> Optional.empty(),
                    new Cancellation());
        }
        assertThat(get("/large").body()).isEqualTo(LARGE);
    }

    private Received get(String path) throws Exception {
        return Received.get(transport, server.uri(path));
    }

    private CompletableFuture<Throwable> start(Cancellation cancellation, BodySink sink) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> transport.exchange(
                        TransportRequest.get(server.uri("/large"), HttpHeaders.empty()),
                        (status, headers) -> Optional.of(sink),
                        cancellation)),
                task -> new Thread(task).start());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        awaitUninterrupted(latch, Duration.ofSeconds(30));
    }

    private static void awaitUninterrupted(CountDownLatch latch, Duration longest) {
        try {
            boolean unused = latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("a sink is never interrupted", e);
        }
    }
}
