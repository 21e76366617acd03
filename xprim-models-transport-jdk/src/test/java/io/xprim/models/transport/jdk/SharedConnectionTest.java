// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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

/** What goes wrong with one exchange does not stay with the HTTP/2 connection that it shared with others. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedConnectionTest {
    private static final byte[] LARGE = new byte[8_000_001];

    /** With {@link #LARGE}, more than a hundred million bytes: three times the window of a connection. */
    private static final int MANY = 13;

    /** Time for a client to read ahead of a sink; if it is too short, a test that should fail passes. */
    private static final Duration DAWDLE = Duration.ofMillis(50);

    /** Waited for where a connection is dead; nothing else takes that long. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private Http2Server server;
    private Relay relay;
    private HttpTransport transport;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = Http2Server.start(folder).serve("/large", LARGE).serve("/small", new byte[1]);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        relay = Relay.to(server.uri("/").getPort());
        transport = new JdkTransportProvider()
                .open(TestConfig.patient().withSslContext(server.trusting()).withIdleTimeout(IDLE));
    }

    @AfterEach
    void close() throws IOException {
        transport.close();
        relay.close();
    }

    @Test
    void sinksThatFailTakeNothingFromLaterExchanges() throws Exception {
        IOException full = new IOException("disk full");
        for (int i = 0; i < MANY; i++) {
            assertThat(failure(new Cancellation(), piece -> {
                        dawdle();
                        throw full;
                    }))
                    .isSameAs(full);
        }
        assertThat(get("/large").body()).isEqualTo(LARGE);
    }

    @Test
    void exchangesThatAreCancelledTakeNothingFromLaterOnes() throws Exception {
        for (int i = 0; i < MANY; i++) {
            Cancellation cancellation = new Cancellation();
            assertThat(failure(cancellation, piece -> {
                        piece.position(piece.limit());
                        dawdle();
                        cancellation.cancel();
                    }))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(get("/large").body()).isEqualTo(LARGE);
    }

    @Test
    void aConnectionThatDiedIsGivenUpAfterTheFirstTimeout() throws Exception {
        get("/small");
        relay.forget();
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> get("/small"))
                .matches(failure -> failure.kind() == Kind.READ_TIMEOUT);
        assertThat(get("/large").body()).isEqualTo(LARGE);
        assertThat(relay.connections()).isEqualTo(2);
    }

    @Test
    void anExchangeUnderWayEndsWellOnTheConnectionThatOthersGaveUp() throws Exception {
        CountDownLatch inSink = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Throwable> underWay = CompletableFuture.supplyAsync(
                () -> failure(new Cancellation(), piece -> {
                    piece.position(piece.limit());
                    inSink.countDown();
                    awaitUninterrupted(goOn);
                }),
                task -> new Thread(task).start());
        inSink.await();
        failure(new Cancellation(), piece -> {
            throw new IOException("disk full");
        });
        get("/small");
        assertThat(relay.connections()).isEqualTo(2);
        assertThat(underWay).isNotDone();
        goOn.countDown();
        assertThat(underWay.get(30, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void whatEndsWellStaysOnOneConnection() throws Exception {
        for (int i = 0; i < 5; i++) {
            get("/large");
            Received.decline(transport, uri("/small"));
            Received.decline(transport, uri("/none"));
        }
        assertThat(relay.connections()).isLessThan(5);
    }

    @Test
    void clientsThatWereReplacedGo() throws Exception {
        Set<Thread> before = Selectors.threads();
        for (int i = 0; i < 5; i++) {
            failure(new Cancellation(), piece -> {
                throw new IOException("disk full");
            });
        }
        get("/small");
        Set<Thread> own = Selectors.threads();
        own.removeAll(before);
        while (own.stream().filter(Thread::isAlive).count() > 1) {
            System.gc();
            own.iterator().next().join(50);
        }
        get("/small");
    }

    private Received get(String path) throws TransportException, IOException {
        return Received.get(transport, uri(path));
    }

    private Throwable failure(Cancellation cancellation, BodySink sink) {
        return catchThrowable(() -> transport.exchange(
                TransportRequest.get(uri("/large"), HttpHeaders.empty()),
                (status, headers) -> Optional.of(sink),
                cancellation));
    }

    private URI uri(String path) {
        return URI.create("https://127.0.0.1:" + relay.port() + path);
    }

    private static void dawdle() {
        awaitUninterrupted(new CountDownLatch(1), DAWDLE);
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
