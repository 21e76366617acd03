// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that the client works on, and that handlers and sinks are called by. None is interrupted that does something. */
final class WorkerThreads implements Executor, AutoCloseable {
    private static final int IDLE_SECONDS = 5;

    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** Runs a task at once, also after the close: the client may still have something to clear away. */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Idle threads end now, others with what they do. */
    @Override
    public void close() {
        pool.setKeepAliveTime(0, TimeUnit.SECONDS);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "xprim-models-jdk-" + started.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
