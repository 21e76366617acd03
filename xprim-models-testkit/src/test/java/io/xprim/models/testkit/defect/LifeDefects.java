// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Not ending, ending too early, or leaving something behind. */
public final class LifeDefects {
    private LifeDefects() {}

    /** All of them. */
    public static Stream<TransportDefect> all() {
        return Stream.of(
                TransportDefect.inExchange(
                                "ignores cancellation",
                                (correct, request, handler, cancellation) ->
                                        correct.exchange(request, handler, new Cancellation()),
                                "what is cancelled already sends nothing")
                        .hangingIn(
                                "cancelling ends an exchange that is connecting",
                                "cancelling ends an exchange that waits for the head",
                                "cancelling ends an exchange within the head",
                                "cancelling ends an exchange between head and body",
                                "cancelling ends an exchange within the body",
                                "cancelling ends an exchange whose sink blocks",
                                "cancelling ends an exchange whose handler blocks"),
                TransportDefect.inExchange(
                        "leaves a cancelled exchange running",
                        LifeDefects::leave,
                        "the handler is not called after a cancellation",
                        "the sink is called once more at most after a cancellation"),
                TransportDefect.inExchange(
                        "interrupts a blocked sink",
                        LifeDefects::interrupt,
                        "cancelling ends an exchange whose sink blocks",
                        "cancelling ends an exchange whose handler blocks"),
                TransportDefect.inExchange(
                        "clears the interrupt of its caller",
                        (correct, request, handler, cancellation) -> {
                            try {
                                correct.exchange(request, handler, cancellation);
                            } finally {
                                Thread.interrupted();
                            }
                        },
                        "an interrupt of the caller cancels, and stays set"),
                TransportDefect.of(
                                "has no idle timeout",
                                (correct, config) -> correct.open(BrokenConfig.withoutIdleTimeout(config)))
                        .hangingIn(
                                "silence instead of an answer is a read timeout",
                                "silence within the body is a read timeout"),
                TransportDefect.of(
                                "has no connect timeout",
                                (correct, config) -> correct.open(BrokenConfig.withoutConnectTimeout(config)))
                        .hangingIn("a connection that is not made in time is a connect timeout"),
                TransportDefect.of(
                        "takes the idle timeout for that of the exchange",
                        (correct, config) -> new BrokenTransport(correct.open(config), limited(config.idleTimeout())),
                        "a slow but steady body may take longer than the idle timeout",
                        "the time that the sink takes is not the server's"),
                TransportDefect.of(
                                "runs one exchange after the other",
                                (correct, config) -> new BrokenTransport(correct.open(config), oneByOne()))
                        .hangingIn("64 exchanges run at once, each with its own answer"),
                TransportDefect.of(
                                "leaves a thread behind in each exchange",
                                (correct, config) -> leaking(correct.open(config), false))
                        .hangingIn("a thousand exchanges leave no threads and no open files"),
                TransportDefect.of(
                                "leaves a socket behind in each exchange",
                                (correct, config) -> leaking(correct.open(config), true))
                        .hangingIn("a thousand exchanges leave no threads and no open files"),
                TransportDefect.of(
                                "leaves its threads behind when it is closed",
                                (correct, config) -> neverClosed(correct.open(config)),
                                "a closed transport refuses exchanges")
                        .hangingIn(
                                "transports that were closed leave no threads and no open files",
                                "closing ends exchanges under way"),
                TransportDefect.of(
                        "trusts every server",
                        (correct, config) ->
                                correct.open(BrokenConfig.withSslContext(config, TrustsEverybody.context())),
                        "a server that is not trusted is refused",
                        "a certificate of another host is refused",
                        "a certificate that has expired is refused"));
    }

    private static void leave(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        cancellation.onCancel(() -> end.completeExceptionally(new CancellationException()));
        start(() -> {
            try {
                correct.exchange(request, handler, new Cancellation());
                end.complete(null);
            } catch (TransportException | IOException e) {
                end.completeExceptionally(e);
            }
        });
        end.join();
    }

    private static void interrupt(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        correct.exchange(
                request,
                (status, headers) -> {
                    Thread inside = Thread.currentThread();
                    cancellation.onCancel(inside::interrupt);
                    return handler.head(status, headers);
                },
                cancellation);
    }

    private static BrokenExchange limited(Duration most) {
        return (correct, request, handler, cancellation) -> {
            Cancellation own = new Cancellation();
            start(() -> {
                try {
                    if (!own.await(most)) {
                        own.cancel();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            try {
                correct.exchange(request, handler, own);
            } catch (CancellationException e) {
                throw new TransportException(Kind.READ_TIMEOUT, "too long", e);
            }
        };
    }

    private static BrokenExchange oneByOne() {
        Lock lock = new ReentrantLock();
        return (correct, request, handler, cancellation) -> {
            lock.lock();
            try {
                correct.exchange(request, handler, cancellation);
            } finally {
                lock.unlock();
            }
        };
    }

    private static HttpTransport leaking(HttpTransport correct, boolean sockets) {
        CountDownLatch closed = new CountDownLatch(1);
        Queue<DatagramChannel> open = new ConcurrentLinkedQueue<>();
        BrokenExchange exchange = (transport, request, handler, cancellation) -> {
            if (sockets) {
                open.add(DatagramChannel.open());
            } else {
                start(() -> awaitUninterrupted(closed));
            }
            transport.exchange(request, handler, cancellation);
        };
        return new BrokenTransport(correct, exchange) {
            @Override
            public void close() {
                closed.countDown();
                for (DatagramChannel channel : open) {
                    closeQuietly(channel);
                }
                super.close();
            }
        };
    }

    private static HttpTransport neverClosed(HttpTransport correct) {
        return new BrokenTransport(correct, HttpTransport::exchange) {
            @Override
            public void close() {}
        };
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "left behind");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
