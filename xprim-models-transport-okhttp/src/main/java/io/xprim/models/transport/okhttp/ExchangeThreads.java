// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import java.nio.ByteBuffer;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that exchanges run on, each with its buffer. Thread-safe. */
final class ExchangeThreads extends ThreadPoolExecutor {
    private static final int IDLE_SECONDS = 5;

    /** Sixteen segments of okio's, which reads one at a time. */
    private static final int BUFFER_SIZE = 128 * 1024;

    private final AtomicInteger started = new AtomicInteger();
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(BUFFER_SIZE));
    private final Runnable whenGone;

    /**
     * @param whenGone what to do when it was shut down and the last exchange has ended
     */
    ExchangeThreads(Runnable whenGone) {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());
        this.whenGone = whenGone;
        setThreadFactory(this::thread);
    }

    /** This thread's buffer. */
    ByteBuffer buffer() {
        return buffers.get();
    }

    @Override
    protected void terminated() {
        whenGone.run();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "xprim-models-okhttp-" + started.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
