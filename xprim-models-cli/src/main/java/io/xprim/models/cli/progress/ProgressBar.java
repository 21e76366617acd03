// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.progress;

import io.xprim.models.PullProgress;
import io.xprim.models.PullProgress.Phase;
import io.xprim.models.cli.output.Console;
import io.xprim.models.cli.terminal.Terminal;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One line of a terminal, drawn anew on each {@link #redraw}, on each finished chunk and on each change of phase. Thread-safe. */
final class ProgressBar implements PullDisplay {
    private final Console console;
    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final long started;
    private final TransferRate rate = new TransferRate();
    private @Nullable PullProgress latest;
    private @Nullable PullProgress lastOfChunks;
    private boolean done;

    ProgressBar(Console console, Terminal terminal, LongSupplier nanoTime) {
        this.console = console;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        started = nanoTime.getAsLong();
    }

    @Override
    public synchronized void progressed(PullProgress progress) {
        PullProgress before = latest;
        latest = progress;
        if (progress.phase() == Phase.CHUNKS) {
            lastOfChunks = progress;
        }
        if (before == null
                || before.phase() != progress.phase()
                || before.chunksCompleted() != progress.chunksCompleted()
                || progress.phase() == Phase.EXTRACTING) {
            redraw();
        }
    }

    /** Draws the line as it is now: time goes on without news, and speed falls. */
    synchronized void redraw() {
        if (latest == null || done) {
            return;
        }
        Duration elapsed = elapsed();
        if (latest.phase() == Phase.CHUNKS) {
            rate.sample(elapsed, latest.bytesFetched());
        }
        console.draw(new ProgressLine(latest, elapsed, rate.bytesPerSecond()).fitting(width()));
    }

    @Override
    public synchronized void finished() {
        if (lastOfChunks != null && !done) {
            PullProgress whole = PullProgress.builder()
                    .phase(Phase.CHUNKS)
                    .bytesTotal(lastOfChunks.bytesTotal())
                    .bytesCompleted(lastOfChunks.bytesTotal())
                    .build();
            rate.sample(elapsed(), lastOfChunks.bytesFetched());
            console.message(new ProgressLine(whole, elapsed(), rate.bytesPerSecond()).fitting(width()));
        }
        done = true;
    }

    @Override
    public synchronized void close() {
        done = true;
        console.erase();
    }

    /** The last column stays free: some terminals go to the next line when it is written. */
    private int width() {
        return terminal.columns().orElse(1) - 1;
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }
}
