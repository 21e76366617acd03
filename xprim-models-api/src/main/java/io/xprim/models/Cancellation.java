// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends calls from another thread. One may be given to many calls; once cancelled it stays so. Thread-safe.
 *
 * @since 0.1
 */
public final class Cancellation {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Registration> registrations = ConcurrentHashMap.newKeySet();

    /** Makes one that is not cancelled. */
    public Cancellation() {}

    /** Cancels. The callbacks run in this thread, before this returns; the second and later calls do nothing. One
     * that throws keeps none of the others from running; the first such exception comes out at the end. */
    public void cancel() {
        cancelled.countDown();
        RuntimeException failure = null;
        for (Registration registration : registrations) {
            try {
                registration.run();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Whether it was cancelled. */
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /**
     * Waits until it is cancelled or the time is up.
     *
     * @return whether it was cancelled
     * @throws InterruptedException if the thread was interrupted
     */
    public boolean await(Duration atMost) throws InterruptedException {
        return cancelled.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    }

    /**
     * Has something done on cancellation, or now if it is cancelled already; once at most.
     *
     * @param callback short, and does not throw
     * @return closes without an exception; afterwards the callback is not started any more, though it may still be running
     */
    public Registration onCancel(Runnable callback) {
        Registration registration = new Registration(Objects.requireNonNull(callback, "callback"));
        registrations.add(registration);
        if (isCancelled()) {
            registration.run();
        }
        return registration;
    }

    /** A callback's place; closing it takes the callback back. */
    public final class Registration implements AutoCloseable {
        private final Runnable callback;
        private final AtomicBoolean done = new AtomicBoolean();

        private Registration(Runnable callback) {
            this.callback = callback;
        }

        private void run() {
            if (done.compareAndSet(false, true)) {
                registrations.remove(this);
                callback.run();
            }
        }

        @Override
        public void close() {
            done.set(true);
            registrations.remove(this);
        }
    }
}
