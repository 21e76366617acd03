// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.progress;

import io.xprim.models.PullProgress;
import io.xprim.models.PullProgress.Phase;
import io.xprim.models.cli.output.Console;
import io.xprim.models.cli.output.HumanText;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines for logs and pipes: at the start, at each change of phase, at each tenth but at most one in ten seconds, and at the end.
 * Thread-safe.
 */
final class PlainProgress implements PullDisplay {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int STEP = 10;

    private final Console console;
    private final LongSupplier nanoTime;
    private final long started;
    private final TransferRate rate = new TransferRate();
    private @Nullable PullProgress latest;
    private Duration lastLine = Duration.ZERO;
    private int lastStep;

    PlainProgress(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        started = nanoTime.getAsLong();
    }

    @Override
    public synchronized void progressed(PullProgress progress) {
        boolean newPhase = latest == null || latest.phase() != progress.phase();
        latest = progress;
        if (progress.phase() == Phase.CHUNKS) {
            rate.sample(elapsed(), progress.bytesFetched());
        }
        if (newPhase) {
            phase(progress);
        } else if (progress.phase() == Phase.CHUNKS) {
            tenth(progress);
        }
    }

    @Override
    public synchronized void finished() {
        if (latest != null) {
            console.message("Done, elapsed: " + HumanText.duration(elapsed()));
        }
    }

    @Override
    public void close() {}

    private void phase(PullProgress progress) {
        lastLine = elapsed();
        switch (progress.phase()) {
            case MANIFEST -> console.message("Fetching manifest");
            case CHUNKS -> {
                lastStep = line(progress).percent() / STEP;
                console.message("Downloading " + HumanText.size(progress.bytesTotal()) + " in "
                        + HumanText.count(progress.chunksTotal(), "chunk"));
            }
            case EXTRACTING -> console.message("Extracting");
        }
    }

    private void tenth(PullProgress progress) {
        ProgressLine line = line(progress);
        int step = line.percent() / STEP;
        if (step > lastStep && elapsed().minus(lastLine).compareTo(PAUSE) >= 0) {
            lastStep = step;
            lastLine = elapsed();
            console.message("Downloading " + line.percent() + "% (" + line.figures() + ")");
        }
    }

    private ProgressLine line(PullProgress progress) {
        return new ProgressLine(progress, elapsed(), rate.bytesPerSecond());
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - started);
    }
}
