// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a manager's calls. What runs on one has the context class loader of the thread that handed it in, and so of the caller, in
 * whose name it looks for providers and calls listeners; a pooled thread by itself would have that of whoever first caused it.
 */
final class CallThreads extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 5;

    CallThreads(String appName) {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(work -> {
            Thread thread = new Thread(work, appName + "-models-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable work) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        super.execute(() -> {
            Thread thread = Thread.currentThread();
            thread.setContextClassLoader(context);
            try {
                work.run();
            } finally {
                // An idle thread keeps no application's classes alive.
                thread.setContextClassLoader(null);
            }
        });
    }
}
