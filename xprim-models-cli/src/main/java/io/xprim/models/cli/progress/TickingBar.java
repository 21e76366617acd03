// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.progress;

import io.xprim.models.PullProgress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Redraws a bar each second, from a thread of its own, until it is closed. */
final class TickingBar implements PullDisplay {
    private final ProgressBar bar;
    private final CountDownLatch closed = new CountDownLatch(1);

    TickingBar(ProgressBar bar) {
        this.bar = bar;
        Thread ticker = new Thread(this::tick, "xprim-models-progress");
        ticker.setDaemon(true);
        ticker.start();
    }

    @Override
    public void progressed(PullProgress progress) {
        bar.progressed(progress);
    }

    @Override
    public void finished() {
        bar.finished();
    }

    @Override
    public void close() {
        closed.countDown();
        bar.close();
    }

    private void tick() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                bar.redraw();
            }
        } catch (InterruptedException e) {
            // Nobody but the closing of the JVM interrupts it; there is nothing left to draw.
            Thread.currentThread().interrupt();
        }
    }
}
