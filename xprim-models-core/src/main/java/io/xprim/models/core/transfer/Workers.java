// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Does the same work on each of many items, in their order, with several threads. The first failure ends all. For one run. */
final class Workers {
    private static final int BUFFER = 128 << 10;

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final Executor executor;
    private final Cancellation cancellation;
    private final Cancellation ended = new Cancellation();
    private final Lock lock = new ReentrantLock();
    private final Condition oneLess = lock.newCondition();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    // These are behind the lock.
    private int next;
    private int wanted;
    private int running;

    /** What is done with an item. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @param buffer the worker's own, to read through
         * @param ended cancelled when this work is not wanted any more
         */
        void on(int item, ByteBuffer buffer, Cancellation ended) throws IOException;
    }

    Workers(Executor executor, Cancellation cancellation) {
        this.executor = executor;
        this.cancellation = cancellation;
    }

    /**
     * Runs to the end; afterwards no worker does anything any more.
     *
     * @throws CancellationException if cancelled
     * @throws IOException what the work threw
     */
    void run(int items, Concurrency concurrency, Work work) throws IOException {
        try (Cancellation.Registration ignored = cancellation.onCancel(ended::cancel)) {
            supervise(items, concurrency, work);
        }
        Throwable first = failure.get();
        if (cancellation.isCancelled()) {
            throw new CancellationException("cancelled");
        }
        if (first != null) {
            rethrow(first);
        }
    }

    /** An interrupt ends nothing by itself; what ends the call cancels it. */
    private void supervise(int items, Concurrency concurrency, Work work) {
        boolean interrupted = false;
        lock.lock();
        try {
            fill(items, concurrency, work);
            while (running > 0) {
                try {
                    oneLess.awaitNanos(TICK);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                fill(items, concurrency, work);
            }
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts as many workers as are missing. What cannot be started is a failure like a worker's own: the others have to end first. */
    private void fill(int items, Concurrency concurrency, Work work) {
        try {
            boolean left = next < items && !ended.isCancelled();
            wanted = concurrency.workers(left);
            for (int missing = left ? Math.min(wanted - running, items - next) : 0; missing > 0; missing--) {
                executor.execute(() -> workThrough(items, work));
                running++;
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void workThrough(int items, Work work) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            for (int item; (item = take(items)) < items; ) {
                work.on(item, buffer, ended);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            leave();
        }
    }

    /** The next item; as many as there are if none is left for this worker. */
    private int take(int items) {
        lock.lock();
        try {
            return ended.isCancelled() || running > wanted || next == items ? items : next++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            running--;
            oneLess.signal();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        ended.cancel();
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new UncheckedIOException(new IOException(failure));
    }
}
