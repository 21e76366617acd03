// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that looks after all exchanges' time limits; it ends when there are none for a while. Thread-safe. */
final class Watchdog implements AutoCloseable {
    private static final int IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, Watchdog::thread, new ThreadPoolExecutor.DiscardPolicy());

    Watchdog() {
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Has something short done later, but nothing after the close. */
    Future<?> in(long nanos, Runnable task) {
        return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdown();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "xprim-models-jdk-watchdog", 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
