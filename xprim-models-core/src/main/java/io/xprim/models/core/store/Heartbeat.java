// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Does small things again and again, on one thread that is there only while there are some. Thread-safe. */
final class Heartbeat implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;

    private final Lock lock = new ReentrantLock();
    private @Nullable ScheduledThreadPoolExecutor executor;
    private boolean closed;

    /** Something that is done again until it is stopped. */
    @FunctionalInterface
    interface Beating {
        void stop();
    }

    /** Begins after one period. Once this is closed, nothing is done any more. */
    Beating every(Duration period, Runnable beat) {
        long nanos = period.toNanos();
        try {
            ScheduledFuture<?> beating = executor().scheduleWithFixedDelay(beat, nanos, nanos, TimeUnit.NANOSECONDS);
            return () -> beating.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    private ScheduledThreadPoolExecutor executor() {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            if (executor == null) {
                executor = newExecutor();
            }
            return executor;
        } finally {
            lock.unlock();
        }
    }

    private static ScheduledThreadPoolExecutor newExecutor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(null, work, "models-lock-renewal", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (executor != null) {
                executor.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }
}
