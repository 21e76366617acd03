// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.ProgressListener;
import io.xprim.models.PullProgress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells a listener how a pull comes along: from one thread, the newest state, at each change and a few times a second, and the last one at
 * the end. A slow listener slows nobody but itself.
 */
public final class ProgressNotifier implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long LAST_WORD_SECONDS = 1;

    private final TransferProgress progress;
    private final ProgressListener listener;
    private final System.Logger logger;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile boolean abandoned;

    private ProgressNotifier(TransferProgress progress, ProgressListener listener, System.Logger logger) {
        this.progress = progress;
        this.listener = listener;
        this.logger = logger;
    }

    /** Starts telling. */
    public static ProgressNotifier start(
            TransferProgress progress, ProgressListener listener, Executor executor, System.Logger logger) {
        ProgressNotifier notifier = new ProgressNotifier(progress, listener, logger);
        if (listener == ProgressListener.NONE) {
            notifier.ended.countDown();
        } else {
            executor.execute(notifier::run);
        }
        return notifier;
    }

    /** Has the last state told, and waits for that, though not for long. */
    @Override
    public void close() {
        closing = true;
        progress.wake();
        try {
            if (!ended.await(LAST_WORD_SECONDS, TimeUnit.SECONDS)) {
                abandoned = true;
                logger.log(System.Logger.Level.DEBUG, "the progress listener is slow; it is not waited for");
            }
        } catch (InterruptedException e) {
            abandoned = true;
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            tell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            logger.log(System.Logger.Level.WARNING, "the progress listener failed; it is not called again", e);
        } finally {
            ended.countDown();
        }
    }

    private void tell() throws InterruptedException {
        boolean last;
        do {
            last = closing;
            long seen = progress.changes();
            PullProgress state = progress.snapshot();
            if (abandoned) {
                return;
            }
            listener.progressed(state);
            if (!last && !closing) {
                progress.awaitChange(seen, TICK);
            }
        } while (!last);
    }
}
