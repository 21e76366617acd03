// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.suite;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.function.Executable;

/** Something that runs in a daemon thread of its own, and how it ended. Thread-safe. */
public final class Background {
    private final Thread thread;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private record End(Optional<Throwable> failure, long atNanos) {}

    private Background(String name, Executable task) {
        thread = new Thread(() -> run(task), name);
        thread.setDaemon(true);
    }

    /** Starts a task. */
    public static Background start(String name, Executable task) {
        Background background = new Background(name, task);
        background.thread.start();
        return background;
    }

    /**
     * Waits for its end, and says what it threw.
     *
     * @throws AssertionError if it has not ended in time, with its stack; it is then interrupted and left behind
     */
    public Optional<Throwable> failureWithin(Duration limit) throws InterruptedException {
        return endWithin(limit).failure();
    }

    /** Waits for its end, as {@link #failureWithin}, and says when that was, in the terms of {@link System#nanoTime()}. */
    public long endedAtNanos(Duration limit) throws InterruptedException {
        return endWithin(limit).atNanos();
    }

    /** Whether it has not ended. */
    public boolean isRunning() {
        return !end.isDone();
    }

    /** Interrupts its thread. */
    public void interrupt() {
        thread.interrupt();
    }

    private void run(Executable task) {
        Optional<Throwable> failure = Optional.empty();
        try {
            task.execute();
        } catch (Throwable e) { // To be judged by whoever waits.
            failure = Optional.of(e);
        }
        end.complete(new End(failure, System.nanoTime()));
    }

    private End endWithin(Duration limit) throws InterruptedException {
        try {
            return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw hanging(limit, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("it ends with a value", e);
        }
    }

    private AssertionError hanging(Duration limit, TimeoutException timeout) {
        Exception here = new Exception("the stack of the thread \"" + thread.getName() + "\"", timeout);
        here.setStackTrace(thread.getStackTrace());
        thread.interrupt();
        return new AssertionError("not done after " + limit.toMillis() + " ms; the cause shows where it is", here);
    }
}
