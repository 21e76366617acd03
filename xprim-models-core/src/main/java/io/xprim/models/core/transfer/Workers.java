// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does the same work on each of many items, in their order, with several threads. The first failure ends all. For one run. */
final class Workers {
    private static final int BUFFER = 128 << 10;

    private final Executor executor;
    private final Cancellation cancellation;
    private final Cancellation ended = new Cancellation();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

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
    void run(int items, int concurrency, Work work) throws IOException {
        int workers = Math.min(concurrency, items);
        CountDownLatch done = new CountDownLatch(workers);
        try (Cancellation.Registration ignored = cancellation.onCancel(ended::cancel)) {
            for (int i = 0; i < workers; i++) {
                start(items, work, done);
            }
            awaitUninterruptibly(done);
        }
        Throwable first = failure.get();
        if (cancellation.isCancelled()) {
            throw new CancellationException("cancelled");
        }
        if (first != null) {
            rethrow(first);
        }
    }

    /** A worker that cannot be started is a failure like one of its own: the others have to end before this does. */
    private void start(int items, Work work, CountDownLatch done) {
        try {
            executor.execute(() -> {
                try {
                    workThrough(items, work);
                } finally {
                    done.countDown();
                }
            });
        } catch (RuntimeException | Error e) {
            fail(e);
            done.countDown();
        }
    }

    private void workThrough(int items, Work work) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            for (int item; (item = next.getAndIncrement()) < items; ) {
                if (ended.isCancelled()) {
                    return;
                }
                work.on(item, buffer, ended);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        ended.cancel();
    }

    private static void awaitUninterruptibly(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
