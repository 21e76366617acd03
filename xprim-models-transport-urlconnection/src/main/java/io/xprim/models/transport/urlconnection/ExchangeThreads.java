// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.spi.TransportException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that exchanges run on, each with its buffer, and how many of them were left behind. Thread-safe. */
final class ExchangeThreads implements AutoCloseable {
    static final int MOST_ABANDONED = 64;

    private static final int IDLE_SECONDS = 5;

    /** What the JDK's sockets read at most at a time; larger ones gain nothing. */
    private static final int BUFFER_SIZE = 128 * 1024;

    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER_SIZE]);
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** Runs a task at once. */
    void execute(Runnable task) {
        pool.execute(task);
    }

    /** This thread's buffer. */
    byte[] buffer() {
        return buffers.get();
    }

    /** A thread's caller has gone without it. */
    void abandoned() {
        abandoned.incrementAndGet();
    }

    /** A thread whose caller had gone has ended its exchange, or had not been abandoned after all. */
    void recovered() {
        abandoned.decrementAndGet();
    }

    /** Refuses further exchanges while too many threads are left behind. */
    void requireRoom() throws TransportException {
        if (abandoned.get() >= MOST_ABANDONED) {
            throw new TransportException(
                    TransportException.Kind.OTHER,
                    MOST_ABANDONED
                            + " cancelled requests still wait for their servers; try again after the idle timeout",
                    null);
        }
    }

    /** Idle threads end now, others with their exchanges. None is interrupted that runs one. */
    @Override
    public void close() {
        pool.shutdown();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "xprim-models-urlconnection-" + started.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
