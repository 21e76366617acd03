// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.CallOptions;
import io.xprim.models.Cancellation;
import io.xprim.models.CancelledException;
import io.xprim.models.DeadlineExceededException;
import io.xprim.models.ModelException;
import io.xprim.models.core.store.DiskFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs the calls of a manager on threads of its own, which nobody interrupts: an interrupt would close the files and locks that it meets.
 * The caller's thread waits, and turns its interrupt, its deadline and its cancellation into the call's. Thread-safe.
 */
final class Calls implements AutoCloseable {
    private final ExecutorService executor;
    private final Consumer<ModelException> failed;
    private final Set<Call<?>> active = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Why a call was ended. */
    private enum Reason {
        CANCELLED,
        INTERRUPTED,
        DEADLINE,
        CLOSED
    }

    /** What a call does. */
    @FunctionalInterface
    interface Body<T> {
        T run(Cancellation cancellation) throws IOException;
    }

    /**
     * Starts nothing yet.
     *
     * @param failed hears of every failure before the caller does
     */
    Calls(String appName, Consumer<ModelException> failed) {
        this.failed = failed;
        executor = new CallThreads(appName);
    }

    /** The threads that calls may use. */
    ExecutorService executor() {
        return executor;
    }

    /**
     * Runs a call to its end.
     *
     * @param operation what messages begin with
     * @throws ModelException what went wrong, said from the operation outwards
     * @throws IllegalStateException if the manager is closed
     */
    <T> T run(String operation, CallOptions options, Body<T> body) {
        Call<T> call = new Call<>(operation, body);
        active.add(call);
        try (Cancellation.Registration ignored = options.cancellation().onCancel(() -> call.end(Reason.CANCELLED))) {
            start(call);
            return call.await(options.timeout());
        } catch (ModelException e) {
            failed.accept(e);
            throw e;
        } finally {
            active.remove(call);
        }
    }

    private void start(Call<?> call) {
        try {
            if (!closed) {
                executor.execute(call.task);
                return;
            }
        } catch (RejectedExecutionException e) {
            // Closed in between.
        }
        call.task.cancel(false);
        throw new IllegalStateException("the model manager is closed");
    }

    /** Cancels the calls under way and waits for them. */
    @Override
    public void close() {
        closed = true;
        active.forEach(call -> call.end(Reason.CLOSED));
        active.forEach(Call::awaitEnd);
        executor.shutdown();
    }

    private static final class Call<T> {
        private final String operation;
        private final Cancellation cancellation = new Cancellation();
        private final AtomicReference<Reason> reason = new AtomicReference<>();
        private final FutureTask<T> task;

        Call(String operation, Body<T> body) {
            this.operation = operation;
            this.task = new FutureTask<>(() -> body.run(cancellation));
        }

        void end(Reason why) {
            reason.compareAndSet(null, why);
            cancellation.cancel();
        }

        T await(Optional<Duration> timeout) {
            long deadline = System.nanoTime() + timeout.map(Calls::nanos).orElse(0L);
            boolean interrupted = false;
            boolean timed = timeout.isPresent();
            try {
                while (true) {
                    try {
                        return timed ? task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) : task.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                        end(Reason.INTERRUPTED);
                    } catch (TimeoutException e) {
                        timed = false;
                        end(Reason.DEADLINE);
                    } catch (ExecutionException e) {
                        throw failure(Objects.requireNonNullElse(e.getCause(), e));
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** Also for a thread that is interrupted: what the call uses is closed next. */
        void awaitEnd() {
            boolean interrupted = false;
            while (!task.isDone()) {
                try {
                    task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException | CancellationException e) {
                    // The caller hears of it.
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private RuntimeException failure(Throwable cause) {
            if (cause instanceof CancellationException) {
                return ended(cause);
            }
            if (cause instanceof ModelException e) {
                return e.within(operation);
            }
            if (cause instanceof IOException e) {
                return DiskFailure.toException(e).within(operation);
            }
            if (cause instanceof Error e) {
                throw e;
            }
            return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
        }

        private ModelException ended(Throwable cause) {
            Reason why = reason.get();
            return why == Reason.DEADLINE
                    ? new DeadlineExceededException(
                            operation + ": the time was up; what was fetched is kept, the same call goes on from there",
                            cause)
                    : new CancelledException(
                            operation + ": " + (why == Reason.CLOSED ? "the model manager was closed" : "cancelled")
                                    + "; what was fetched is kept, the same call goes on from there",
                            cause);
        }
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofDays(365)) > 0
                ? Duration.ofDays(365).toNanos()
                : timeout.toNanos();
    }
}
