// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings staged files to the disk: large ones already while they are written, one at a time, so that little is left at the end; small ones
 * at the end, many at a time, because each then costs a wait for the disk and little else. A file whose force failed is never forced or
 * trusted again. Thread-safe.
 */
final class Forcing {
    private static final long LARGE = 64L << 20;
    private static final int AT_ONCE = 16;

    private final List<ModelFile> files;
    private final OpenFiles open;
    private final Executor executor;
    private final boolean durable;
    private final AtomicLongArray unforced;
    private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
    private final Lock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Queue<Integer> due = new ArrayDeque<>();
    private boolean running;
    private @Nullable IOException failure;

    Forcing(List<ModelFile> files, OpenFiles open, Executor executor, boolean durable) {
        this.files = files;
        this.open = open;
        this.executor = executor;
        this.durable = durable;
        this.unforced = new AtomicLongArray(files.size());
    }

    /**
     * Tells that bytes were written to a file.
     *
     * @throws IOException if a file could not be forced meanwhile
     */
    void written(int file, long bytes) throws IOException {
        if (!durable || files.get(file).size() <= LARGE) {
            return;
        }
        if (unforced.addAndGet(file, bytes) >= LARGE) {
            unforced.set(file, 0);
            schedule(file);
        }
        rethrowFailure();
    }

    /**
     * Forces every file; {@code started} hears of each.
     *
     * @throws CancellationException if cancelled before all are
     */
    void forceAll(IntConsumer started, Cancellation cancellation) throws IOException {
        awaitIdle();
        rethrowFailure();
        if (!durable) {
            return;
        }
        List<Integer> small = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            if (files.get(file).size() <= LARGE) {
                small.add(file);
            } else {
                requireWanted(cancellation);
                started.accept(file);
                force(file);
            }
        }
        forceSideBySide(small, started, cancellation);
        rethrowFailure();
        requireWanted(cancellation);
    }

    private static void requireWanted(Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            throw new CancellationException("cancelled before everything was on the disk");
        }
    }

    /** The files that are not to be trusted. What was still to be forced is not; that may wait for whoever goes on. */
    Set<Integer> failed() {
        lock.lock();
        try {
            due.clear();
        } finally {
            lock.unlock();
        }
        awaitIdle();
        return failed;
    }

    private void forceSideBySide(List<Integer> small, IntConsumer started, Cancellation cancellation) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i; !cancellation.isCancelled() && (i = next.getAndIncrement()) < small.size(); ) {
                started.accept(small.get(i));
                force(small.get(i));
            }
        };
        SideBySide.run(executor, Math.min(AT_ONCE, small.size()), work);
    }

    private void schedule(int file) {
        lock.lock();
        try {
            due.add(file);
            if (running) {
                return;
            }
            running = true;
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(this::forceDue);
        } catch (RuntimeException | Error e) {
            // Without a thread for it, this one does it.
            forceDue();
        }
    }

    private void forceDue() {
        for (Integer file = nextDue(); file != null; file = nextDue()) {
            force(file);
        }
    }

    private @Nullable Integer nextDue() {
        lock.lock();
        try {
            Integer file = failure == null ? due.poll() : null;
            if (file == null) {
                running = false;
                idle.signalAll();
            }
            return file;
        } finally {
            lock.unlock();
        }
    }

    private void force(int file) {
        if (failed.contains(file)) {
            return;
        }
        try {
            open.<Boolean>with(file, handle -> {
                handle.force();
                return true;
            });
        } catch (Throwable e) { // Whatever it was: the file is not on the disk, and others wait for the end of this.
            failed.add(file);
            lock.lock();
            try {
                failure = failure == null ? asIOException(e) : failure;
            } finally {
                lock.unlock();
            }
        }
    }

    private static IOException asIOException(Throwable e) {
        return e instanceof IOException io ? io : new IOException("a file could not be forced to the disk", e);
    }

    private void rethrowFailure() throws IOException {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitIdle() {
        lock.lock();
        try {
            while (running) {
                idle.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
