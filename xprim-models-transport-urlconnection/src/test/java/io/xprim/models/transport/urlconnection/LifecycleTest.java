// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ProviderSelection;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.Hold;
import io.xprim.models.testkit.fault.NetworkFault.StallInBody;
import io.xprim.models.testkit.fault.NetworkFault.StallInHead;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LifecycleTest {
    private static final int MANY = 64;

    private final HttpTransport transport = new UrlConnectionTransportProvider().open(TestConfig.patient());
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", new byte[1000]));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void theProviderIsFoundByItsId() {
        HttpTransportProvider found = ProviderSelection.of(HttpTransportProvider.class)
                .configuredId(Optional.of("urlconnection"))
                .select();
        assertThat(found).isInstanceOf(UrlConnectionTransportProvider.class);
        assertThat(found.priority()).isZero();
    }

    @Test
    void theProviderIsDeclaredForTheClassPathToo() throws IOException {
        String services = "/META-INF/services/" + HttpTransportProvider.class.getName();
        try (InputStream declaration = UrlConnectionTransport.class.getResourceAsStream(services)) {
            assertThat(new String(declaration.readAllBytes(), UTF_8))
                    .isEqualTo(UrlConnectionTransportProvider.class.getName() + "\n");
        }
    }

    @Test
    void itSaysThatItMayResend() {
        assertThat(transport.capabilities().resendsUnansweredGet()).isTrue();
        assertThat(transport.capabilities().http2()).isFalse();
    }

    @Test
    void manyExchangesRunAtOnce() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<CompletableFuture<byte[]>> bodies = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            byte[] content = new byte[200_000];
            new Random(i).nextBytes(content);
            contents.add(content);
            String path = "/" + i;
            server.serve(path, content).next(path, new Hold(gate));
            bodies.add(inThread(() -> Received.get(transport, server.uri(path)).body()));
        }
        for (int i = 0; i < MANY; i++) {
            server.awaitRequests("/" + i, 1);
        }
        gate.countDown();
        for (int i = 0; i < MANY; i++) {
            assertThat(bodies.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(contents.get(i));
        }
    }

    @Test
    void closingEndsExchangesUnderWay() throws Exception {
        server.always("/head", new StallInHead(0));
        server.always("/x", new StallInBody(10));
        CompletableFuture<Throwable> inHead = failureOf("/head");
        CompletableFuture<Throwable> inBody = failureOf("/x");
        server.awaitRequests("/head", 1);
        server.awaitRequests("/x", 1);
        transport.close();
        assertThat(inHead.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(inBody.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aClosedTransportRefusesExchangesAndMayBeClosedAgain() {
        transport.close();
        transport.close();
        assertThatThrownBy(() -> Received.get(transport, server.uri("/x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void noThreadIsLeftOnceItIsClosed() throws Exception {
        for (int i = 0; i < 200; i++) {
            Received.get(transport, server.uri("/x"));
        }
        transport.close();
        TransportThreads.awaitNone();
    }

    @Test
    void itsThreadsKeepNoProgramRunning() throws Exception {
        CompletableFuture<Boolean> daemon = new CompletableFuture<>();
        transport.exchange(
                TransportRequest.get(server.uri("/x"), HttpHeaders.empty()),
                (status, headers) -> {
                    daemon.complete(Thread.currentThread().isDaemon());
                    return Optional.empty();
                },
                new Cancellation());
        assertThat(daemon.get()).isTrue();
    }

    private CompletableFuture<Throwable> failureOf(String path) {
        return inThread(() -> catchThrowable(() -> Received.get(transport, server.uri(path))));
    }

    private static <T> CompletableFuture<T> inThread(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        result.complete(task.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }
}
