// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.suite.Background;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DynamicContainer;

/** How handlers and sinks are called, and what becomes of what they throw. */
final class HandlerSuite {
    /** More than all buffers of two systems' connections, and less than a body that somebody wants to read ahead. */
    private static final long MOST_READ_AHEAD = 64L << 20;

    private HandlerSuite() {}

    static DynamicContainer of(HttpTransportProvider provider, Duration limit) {
        return new TransportSuite("Handlers and sinks", provider, limit)
                .test("what the handler throws comes out unchanged", HandlerSuite::handlerThrows)
                .test("what the sink throws comes out unchanged", HandlerSuite::sinkThrows)
                .test("what the sink throws in the middle of a body ends the exchange", HandlerSuite::sinkThrowsLater)
                .test("a body that was declined ends the exchange well", HandlerSuite::declined)
                .test("a declined body without an end is not read", HandlerSuite::declinedEndless)
                .test("an endless body ends with the sink", HandlerSuite::endless)
                .test("a sink that its owner closed may be called once more without harm", HandlerSuite::closedSink)
                .test("the sink is called by one thread at a time", HandlerSuite::oneAtATime)
                .test("the sink is not called after the exchange has ended", HandlerSuite::notAfterTheEnd)
                .test("a sink that blocks holds the server back", HandlerSuite::backpressure)
                .node();
    }

    private static void handlerThrows(Trial trial) throws Exception {
        for (Throwable thrown : thrown()) {
            assertSame(
                    thrown,
                    Trial.thrownBy(() -> trial.exchange(Trial.LARGE_PATH, (status, headers) -> {
                        throw checked(thrown);
                    })));
        }
        assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
    }

    private static void sinkThrows(Trial trial) throws Exception {
        for (Throwable thrown : thrown()) {
            assertSame(
                    thrown,
                    Trial.thrownBy(() -> trial.exchange(
                            Trial.LARGE_PATH,
                            (status, headers) -> Optional.of(piece -> {
                                throw checked(thrown);
                            }))));
        }
        assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
    }

    private static void sinkThrowsLater(Trial trial) {
        IOException full = new IOException("disk full");
        AtomicInteger callsAfterwards = new AtomicInteger();
        AtomicLong taken = new AtomicLong();
        Throwable thrown = Trial.thrownBy(() -> trial.exchange(
                Trial.LARGE_PATH,
                (status, headers) -> Optional.of(piece -> {
                    if (taken.addAndGet(drain(piece)) > 1_000_000) {
                        callsAfterwards.incrementAndGet();
                        throw full;
                    }
                })));
        assertSame(full, thrown);
        assertEquals(1, callsAfterwards.get(), "calls of the sink once it had thrown, that one included");
    }

    private static void declined(Trial trial) throws Exception {
        trial.server().next(Trial.SMALL_PATH, new NetworkFault.None(), new NetworkFault.Status(404));
        trial.decline(Trial.SMALL_PATH);
        trial.decline(Trial.SMALL_PATH);
        trial.decline(Trial.LARGE_PATH);
        assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
    }

    private static void declinedEndless(Trial trial) throws Exception {
        trial.server().always(Trial.LARGE_PATH, new NetworkFault.EndlessBody());
        trial.decline(Trial.LARGE_PATH);
        assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
    }

    private static void endless(Trial trial) {
        trial.server().always(Trial.LARGE_PATH, new NetworkFault.EndlessBody());
        IOException enough = new IOException("enough");
        AtomicLong taken = new AtomicLong();
        Throwable thrown = Trial.thrownBy(() -> trial.exchange(
                Trial.LARGE_PATH,
                (status, headers) -> Optional.of(piece -> {
                    if (taken.addAndGet(drain(piece)) > 10_000_000) {
                        throw enough;
                    }
                })));
        assertSame(enough, thrown);
    }

    /** Its owner cancels while the sink has a piece, which it then leaves as it is, and closes it: so are those that come later. */
    private static void closedSink(Trial trial) throws Exception {
        Obstacle obstacle = new Obstacle();
        AtomicBoolean closed = new AtomicBoolean();
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(
                Trial.LARGE_PATH,
                (status, headers) -> Optional.of(piece -> {
                    if (!closed.get()) {
                        obstacle.meet();
                    }
                }),
                cancellation);
        obstacle.awaitMet();
        cancellation.cancel();
        assertInstanceOf(
                CancellationException.class, exchange.failureWithin(Trial.SOON).orElse(null));
        closed.set(true);
        obstacle.assertNotInterrupted();
        letOthersRun();
        assertEquals(Trial.SMALL, trial.get(Trial.SMALL_PATH).text());
        assertArrayEquals(trial.large(), trial.get(Trial.LARGE_PATH).body());
    }

    private static void oneAtATime(Trial trial) throws Exception {
        trial.server().always(Trial.LARGE_PATH, new NetworkFault.Chunked(4_000));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        // Plain, so that only what the transport promises makes it right.
        long[] taken = {0};
        trial.exchange(
                Trial.LARGE_PATH,
                (status, headers) -> Optional.of(piece -> {
                    overlaps.addAndGet(inside.getAndIncrement());
                    taken[0] += drain(piece);
                    LockSupport.parkNanos(1_000);
                    inside.decrementAndGet();
                }));
        assertEquals(0, overlaps.get(), "calls of the sink that overlapped another");
        assertEquals(trial.large().length, taken[0], "bytes");
    }

    private static void notAfterTheEnd(Trial trial) throws Exception {
        AtomicInteger late = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            AtomicBoolean ended = new AtomicBoolean();
            trial.exchange(
                    Trial.LARGE_PATH,
                    (status, headers) -> Optional.of(piece -> {
                        drain(piece);
                        late.addAndGet(ended.get() ? 1 : 0);
                    }));
            ended.set(true);
        }
        letOthersRun();
        assertEquals(0, late.get(), "calls of a sink after its exchange");
    }

    private static void backpressure(Trial trial) throws Exception {
        trial.server().always(Trial.LARGE_PATH, new NetworkFault.EndlessBody());
        CountDownLatch goOn = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        Background exchange = trial.start(
                Trial.LARGE_PATH,
                (status, headers) -> Optional.of(piece -> {
                    await(goOn);
                    drain(piece);
                }),
                cancellation);
        try {
            long before = -1;
            for (long sent = 0;
                    sent != before || sent == 0;
                    sent = trial.server().bytesSent()) {
                assertTrue(exchange.isRunning(), "the exchange has ended");
                assertTrue(sent < MOST_READ_AHEAD, () -> "the server has sent more than " + MOST_READ_AHEAD + " bytes");
                before = sent;
                new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS);
            }
        } finally {
            cancellation.cancel();
            goOn.countDown();
        }
        assertFalse(exchange.failureWithin(Trial.SOON)
                .filter(CancellationException.class::isInstance)
                .isEmpty());
    }

    /** Nothing tells that a call will not come any more; a wait that is too short only overlooks one. */
    private static void letOthersRun() throws InterruptedException {
        new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
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
    private static IOException checked(Throwable thrown) {
        if (thrown instanceof IOException e) {
            return e;
        } else if (thrown instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) thrown;
    }

    private static int drain(ByteBuffer piece) {
        int size = piece.remaining();
        piece.position(piece.limit());
        return size;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("a sink is never interrupted", e);
        }
    }
}
