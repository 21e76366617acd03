// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives up exchanges that get on too slowly: a server that sends something now and then never meets an idle timeout. A thread looks after
 * them, since whoever dribbles a head, or what is around the body, calls nothing here. Thread-safe.
 */
public final class WatchedTransport implements HttpTransport {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int KEEP_ALIVE_SECONDS = 5;

    private final HttpTransport transport;
    private final long slowestRate;
    private final long headNanos;
    private final long windowNanos;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, WatchedTransport::thread, new ThreadPoolExecutor.DiscardPolicy());

    /** An exchange was given up. */
    static final class TooSlowException extends IOException {
        private static final long serialVersionUID = 1L;

        TooSlowException(String message, CancellationException cause) {
            super(message, cause);
        }
    }

    /**
     * Watches over a transport, which stays its owner's to close.
     *
     * @param slowestRate the fewest bytes a second
     * @param idleTimeout over how long the rate is taken
     */
    public WatchedTransport(HttpTransport transport, long slowestRate, Duration connectTimeout, Duration idleTimeout) {
        this.transport = transport;
        this.slowestRate = slowestRate;
        windowNanos = TimeUnit.NANOSECONDS.convert(idleTimeout);
        // Its first byte may take the idle timeout, and so may the rest.
        headNanos = saturatedSum(TimeUnit.NANOSECONDS.convert(connectTimeout), windowNanos, windowNanos);
        timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @throws TooSlowException if it was given up */
    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        Cancellation ending = new Cancellation();
        Watch watch = new Watch(handler, ending);
        Future<?> looking = timer.scheduleWithFixedDelay(watch::look, windowNanos, windowNanos, TimeUnit.NANOSECONDS);
        try (Cancellation.Registration ignored = cancellation.onCancel(ending::cancel)) {
            transport.exchange(request, watch, ending);
        } catch (CancellationException e) {
            Optional<String> why = watch.givenUp();
            if (why.isPresent() && !cancellation.isCancelled()) {
                throw new TooSlowException(why.get(), e);
            }
            throw e;
        } finally {
            looking.cancel(false);
        }
    }

    @Override
    public TransportCapabilities capabilities() {
        return transport.capabilities();
    }

    /** Ends the watching, and leaves the transport open. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static long saturatedSum(long... nanos) {
        long sum = 0;
        for (long each : nanos) {
            sum = each > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + each;
        }
        return sum;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "xprim-models-watch", 0, false);
        thread.setDaemon(true);
        // It keeps no application's classes alive.
        thread.setContextClassLoader(null);
        return thread;
    }

    /** One exchange: what it brought, and how long it was waited for. What handler and sink take is not the server's time. */
    private final class Watch implements ResponseHandler {
        private final ResponseHandler handler;
        private final Cancellation ending;
        private final long start = System.nanoTime();
        private final AtomicLong received = new AtomicLong();
        private final AtomicLong ownNanos = new AtomicLong();
        private volatile boolean headCame;
        private volatile boolean busy;
        private volatile Optional<String> givenUp = Optional.empty();

        /** Of the timer's thread, like those that follow. */
        private boolean inWindow;

        private long windowStart;
        private long receivedBefore;
        private long ownNanosBefore;

        Watch(ResponseHandler handler, Cancellation ending) {
            this.handler = handler;
            this.ending = ending;
        }

        @Override
        public Optional<BodySink> head(int status, HttpHeaders headers) throws IOException {
            headCame = true;
            return handler.head(status, headers).map(this::counting);
        }

        private BodySink counting(BodySink sink) {
            return piece -> {
                int length = piece.remaining();
                long begin = System.nanoTime();
                busy = true;
                try {
                    sink.accept(piece);
                } finally {
                    busy = false;
                    ownNanos.addAndGet(System.nanoTime() - begin);
                    received.addAndGet(length);
                }
            };
        }

        Optional<String> givenUp() {
            return givenUp;
        }

        void look() {
            long now = System.nanoTime();
            if (headCame) {
                judge(now);
            } else if (now - start >= headNanos) {
                giveUp("the head of the answer took too long");
            }
        }

        private void judge(long now) {
            long bytes = received.get();
            long own = ownNanos.get();
            double waited = (now - windowStart - (own - ownNanosBefore)) / SECOND;
            if (inWindow && !busy && bytes - receivedBefore < slowestRate * waited) {
                giveUp("the server sent fewer than " + slowestRate + " bytes a second");
            }
            inWindow = true;
            windowStart = now;
            receivedBefore = bytes;
            ownNanosBefore = own;
        }

        private void giveUp(String why) {
            givenUp = Optional.of(why);
            ending.cancel();
        }
    }
}
