// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.Hold;
import io.xprim.models.testkit.fault.NetworkFault.StallInBody;
import io.xprim.models.testkit.fault.NetworkFault.StallInHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The idle timeout is 2 minutes: whatever ends sooner was ended by cancellation. */
@Timeout(60)
class CancellationTest {
    private static final ResponseHandler IGNORE = (status, headers) -> Optional.of(CancellationTest::drain);

    private final HttpTransport transport = new UrlConnectionTransportProvider().open(TestConfig.patient());
    private final Cancellation cancellation = new Cancellation();
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", new byte[1_000_000]));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void whatIsCancelledAlreadySendsNothing() {
        cancellation.cancel();
        assertThatThrownBy(() -> exchange(IGNORE)).isInstanceOf(CancellationException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void cancellingEndsAnExchangeThatWaitsForTheHead() throws Exception {
        server.always("/x", new StallInHead(0));
        CompletableFuture<Throwable> failure = start(IGNORE);
        server.awaitRequests("/x", 1);
        cancellation.cancel();
        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void cancellingEndsAnExchangeThatWaitsForTheBody() throws Exception {
        server.always("/x", new StallInBody(100));
        CountDownLatch inBody = new CountDownLatch(1);
        CompletableFuture<Throwable> failure = start((status, headers) -> Optional.of(piece -> {
            drain(piece);
            inBody.countDown();
        }));
        inBody.await();
        cancellation.cancel();
        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void cancellingEndsAnExchangeWhoseSinkBlocksAndDoesNotInterruptTheSink() throws Exception {
        CountDownLatch inSink = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Throwable> failure = start((status, headers) -> Optional.of(piece -> {
            inSink.countDown();
            interrupted.complete(isInterruptedBefore(goOn));
        }));
        inSink.await();
        cancellation.cancel();
        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        goOn.countDown();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void cancellingEndsAnExchangeWhoseHandlerBlocks() throws Exception {
        CountDownLatch inHead = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Throwable> failure = start((status, headers) -> {
            inHead.countDown();
            isInterruptedBefore(goOn);
            return Optional.empty();
        });
        inHead.await();
        cancellation.cancel();
        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        goOn.countDown();
    }

    @Test
    void theHandlerIsNotCalledAfterTheCancellation() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        server.next("/x", new Hold(gate));
        AtomicBoolean called = new AtomicBoolean();
        CompletableFuture<Throwable> failure = start((status, headers) -> {
            called.set(true);
            return Optional.empty();
        });
        server.awaitRequests("/x", 1);
        cancellation.cancel();
        failure.get(30, TimeUnit.SECONDS);
        gate.countDown();
        TransportThreads.awaitNoneBusy();
        assertThat(called).isFalse();
    }

    @Test
    void anAbandonedThreadEndsWithThePieceThatItHolds() throws Exception {
        CountDownLatch inSink = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger pieces = new AtomicInteger();
        CompletableFuture<Throwable> failure = start((status, headers) -> Optional.of(piece -> {
            pieces.incrementAndGet();
            inSink.countDown();
            isInterruptedBefore(goOn);
            drain(piece);
        }));
        inSink.await();
        cancellation.cancel();
        failure.get(30, TimeUnit.SECONDS);
        goOn.countDown();
        TransportThreads.awaitNoneBusy();
        assertThat(pieces).hasValue(1);
    }

    @Test
    void anInterruptOfTheCallerCancelsAndStaysSet() throws Exception {
        server.always("/x", new StallInHead(0));
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            failure.complete(catchThrowable(() -> exchange(IGNORE)));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        server.awaitRequests("/x", 1);
        caller.interrupt();
        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void cancellingLaterDoesNothing() throws Exception {
        exchange(IGNORE);
        cancellation.cancel();
        cancellation.cancel();
        transport.exchange(request(), IGNORE, new Cancellation());
    }

    @Test
    void threadsThatAreLeftBehindAreBoundedAndTheBoundIsGoneWithThem() throws Exception {
        server.always("/x", new StallInHead(0));
        for (int i = 1; i <= ExchangeThreads.MOST_ABANDONED; i++) {
            Cancellation own = new Cancellation();
            CompletableFuture<Throwable> failure = start(IGNORE, own);
            server.awaitRequests("/x", i);
            own.cancel();
            assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
        assertThatThrownBy(() -> exchange(IGNORE))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("64 cancelled requests still wait")
                .extracting(e -> ((TransportException) e).kind())
                .isEqualTo(TransportException.Kind.OTHER);
        server.close();
        TransportThreads.awaitNoneBusy();
        server = FaultServer.serving(Map.of("/x", new byte[1]));
        exchange(IGNORE);
    }

    private CompletableFuture<Throwable> start(ResponseHandler handler) {
        return start(handler, cancellation);
    }

    private CompletableFuture<Throwable> start(ResponseHandler handler, Cancellation own) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> transport.exchange(request(), handler, own)),
                task -> new Thread(task).start());
    }

    private void exchange(ResponseHandler handler) throws Exception {
        transport.exchange(request(), handler, cancellation);
    }

    private TransportRequest request() {
        return TransportRequest.get(server.uri("/x"), HttpHeaders.empty());
    }

    private static void drain(ByteBuffer piece) {
        piece.position(piece.limit());
    }

    private static boolean isInterruptedBefore(CountDownLatch latch) {
        try {
            latch.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
