// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.NetworkFault.StallInBody;
import io.xprim.models.testkit.fault.NetworkFault.StallInHead;
import io.xprim.models.testkit.suite.Background;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DynamicContainer;

/** That cancellation ends an exchange in every phase. The timeouts are minutes: whatever ends sooner was ended by cancellation. */
final class CancellationSuite {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    /** What a busy machine may take on top until the threads concerned have had their turn. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(4);

    private static final String PATH = Trial.LARGE_PATH;

    private CancellationSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Cancellation", provider, limit)
                .test("what is cancelled already sends nothing", CancellationSuite::before)
                .test("cancelling ends an exchange that is connecting", CancellationSuite::whileConnecting)
                .test("cancelling ends an exchange that waits for the head", trial -> inHead(trial, 0))
                .test("cancelling ends an exchange within the head", trial -> inHead(trial, 25))
                .test("cancelling ends an exchange whose handler blocks", CancellationSuite::whileHandlerBlocks)
                .test("cancelling ends an exchange between head and body", CancellationSuite::betweenHeadAndBody)
                .test("cancelling ends an exchange within the body", CancellationSuite::inBody)
                .test("cancelling ends an exchange whose sink blocks", CancellationSuite::whileSinkBlocks)
                .test("cancelling within the sink ends the exchange", CancellationSuite::bySink)
                .test("the handler is not called after a cancellation", CancellationSuite::handlerAfterwards)
                .test("the sink is called once more at most after a cancellation", CancellationSuite::sinkAfterwards)
                .test("an interrupt of the caller cancels, and stays set", CancellationSuite::interrupt)
                .test("cancelling an exchange that has ended does nothing", CancellationSuite::later)
                .node();
    }

    private static void before(Trial trial) {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertInstanceOf(
                CancellationException.class, Trial.thrownBy(() -> trial.exchange(PATH, ignoring(), cancellation)));
        assertEquals(0, trial.server().requests().size(), "requests");
    }

    private static void whileConnecting(Trial trial) throws Exception {
        try (UnansweredPort port = UnansweredPort.open()) {
            Cancellation cancellation = new Cancellation();
            TransportRequest request = TransportRequest.get(port.uri(), HttpHeaders.empty());
            Background exchange =
                    Background.start("exchange", () -> trial.transport().exchange(request, ignoring(), cancellation));
            // Nothing tells that it has begun to connect; if it has not, this is the case before.
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
            assertEndsByCancelling(cancellation, exchange);
        }
    }

    private static void inHead(Trial trial, int afterBytes) throws Exception {
        trial.server().always(PATH, new StallInHead(afterBytes));
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(PATH, ignoring(), cancellation);
        trial.server().awaitRequests(PATH, 1);
        assertEndsByCancelling(cancellation, exchange);
    }

    private static void whileHandlerBlocks(Trial trial) throws Exception {
        Obstacle obstacle = new Obstacle();
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(
                PATH,
                (status, headers) -> {
                    obstacle.meet();
                    return Optional.empty();
                },
                cancellation);
        obstacle.awaitMet();
        assertEndsByCancelling(cancellation, exchange);
        obstacle.assertNotInterrupted();
    }

    private static void betweenHeadAndBody(Trial trial) throws Exception {
        trial.server().always(PATH, new StallInBody(0));
        CountDownLatch head = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(
                PATH,
                (status, headers) -> {
                    head.countDown();
                    return ignoring().head(status, headers);
                },
                cancellation);
        assertTrue(head.await(Trial.SOON.toSeconds(), TimeUnit.SECONDS), "no head came");
        assertEndsByCancelling(cancellation, exchange);
    }

    private static void inBody(Trial trial) throws Exception {
        trial.server().always(PATH, new StallInBody(1));
        CountDownLatch piece = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        Background exchange =
                trial.start(PATH, (status, headers) -> Optional.of(taking(piece::countDown)), cancellation);
        assertTrue(piece.await(Trial.SOON.toSeconds(), TimeUnit.SECONDS), "no piece came");
        assertEndsByCancelling(cancellation, exchange);
    }

    private static void whileSinkBlocks(Trial trial) throws Exception {
        Obstacle obstacle = new Obstacle();
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(PATH, (status, headers) -> Optional.of(taking(obstacle::meet)), cancellation);
        obstacle.awaitMet();
        assertEndsByCancelling(cancellation, exchange);
        obstacle.assertNotInterrupted();
    }

    private static void bySink(Trial trial) throws Exception {
        trial.server().always(PATH, new NetworkFault.EndlessBody());
        Cancellation cancellation = new Cancellation();
        Background exchange =
                trial.start(PATH, (status, headers) -> Optional.of(taking(cancellation::cancel)), cancellation);
        assertInstanceOf(
                CancellationException.class,
                exchange.failureWithin(PROMISED.plus(ALLOWANCE)).orElse(null));
    }

    private static void handlerAfterwards(Trial trial) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        trial.server().always(PATH, new NetworkFault.Hold(gate));
        AtomicBoolean called = new AtomicBoolean();
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(
                PATH,
                (status, headers) -> {
                    called.set(true);
                    return Optional.empty();
                },
                cancellation);
        trial.server().awaitRequests(PATH, 1);
        assertEndsByCancelling(cancellation, exchange);
        gate.countDown();
        letOthersRun();
        assertFalse(called.get(), "the handler was called after the exchange had been cancelled");
    }

    private static void sinkAfterwards(Trial trial) throws Exception {
        Obstacle obstacle = new Obstacle();
        AtomicInteger pieces = new AtomicInteger();
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(
                PATH,
                (status, headers) -> Optional.of(taking(() -> {
                    pieces.incrementAndGet();
                    obstacle.meet();
                })),
                cancellation);
        obstacle.awaitMet();
        assertEndsByCancelling(cancellation, exchange);
        int before = pieces.get();
        obstacle.remove();
        letOthersRun();
        assertTrue(pieces.get() <= before + 1, () -> pieces.get() - before + " calls of the sink after the end");
    }

    private static void interrupt(Trial trial) throws Exception {
        trial.server().always(PATH, new StallInHead(0));
        AtomicBoolean stays = new AtomicBoolean();
        Background exchange = Background.start("exchange", () -> {
            try {
                trial.exchange(PATH, ignoring());
            } finally {
                stays.set(Thread.currentThread().isInterrupted());
            }
        });
        trial.server().awaitRequests(PATH, 1);
        exchange.interrupt();
        assertInstanceOf(
                CancellationException.class,
                exchange.failureWithin(PROMISED.plus(ALLOWANCE)).orElse(null));
        assertTrue(stays.get(), "the thread is still interrupted");
    }

    private static void later(Trial trial) throws Exception {
        Cancellation cancellation = new Cancellation();
        trial.exchange(PATH, ignoring(), cancellation);
        cancellation.cancel();
        cancellation.cancel();
        assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
    }

    private static void assertEndsByCancelling(Cancellation cancellation, Background exchange) throws Exception {
        assertTrue(exchange.isRunning(), "it has ended before it was cancelled");
        long start = System.nanoTime();
        cancellation.cancel();
        Duration most = PROMISED.plus(ALLOWANCE);
        assertInstanceOf(
                CancellationException.class, exchange.failureWithin(most).orElse(null));
        Duration taken = Duration.ofNanos(exchange.endedAtNanos(most) - start);
        assertTrue(taken.compareTo(most) <= 0, () -> "the exchange ended only after " + taken.toMillis() + " ms");
    }

    /** Nothing tells that a call will not come any more; a wait that is too short only overlooks one. */
    private static void letOthersRun() throws InterruptedException {
        new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
    }

    private static ResponseHandler ignoring() {
        return (status, headers) -> Optional.of(taking(() -> {}));
    }

    private static BodySink taking(Runnable action) {
        return piece -> {
            piece.position(piece.limit());
            action.run();
        };
    }
}
