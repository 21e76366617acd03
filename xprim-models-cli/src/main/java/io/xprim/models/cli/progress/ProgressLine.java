// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.progress;

import io.xprim.models.PullProgress;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.output.SafeLine;
import java.time.Duration;

/** The text of the line that shows a pull, for a width. */
final class ProgressLine {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;

    private final PullProgress progress;
    private final Duration elapsed;
    private final long bytesPerSecond;

    ProgressLine(PullProgress progress, Duration elapsed, long bytesPerSecond) {
        this.progress = progress;
        this.elapsed = elapsed;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** The line, at most {@code width} characters long. */
    String fitting(int width) {
        return switch (progress.phase()) {
            case MANIFEST -> cut("Fetching manifest", width);
            case CHUNKS -> downloading(width);
            case EXTRACTING ->
                cut(
                        "Extracting"
                                + progress.currentFile()
                                        .map(file -> " " + SafeLine.of(file))
                                        .orElse(""),
                        width);
        };
    }

    /** How much is in place, in whole percent; all of an empty model is. */
    int percent() {
        long total = progress.bytesTotal();
        return total == 0 ? 100 : (int) (100.0 * done() / total);
    }

    private String downloading(int width) {
        String after = "] " + percent() + "% (" + figures() + ")";
        String before = "Downloading [";
        int room = Math.min(WIDEST_BAR, width - before.length() - after.length());
        return room < NARROWEST_BAR ? cut(percent() + "%", width) : before + bar(room) + after;
    }

    /** Such as {@code 5.2 MB/s, elapsed: 30s, remaining: 2m 15s}. */
    String figures() {
        String speed = HumanText.size(bytesPerSecond) + "/s, elapsed: " + HumanText.duration(elapsed);
        long missing = progress.bytesTotal() - done();
        if (bytesPerSecond == 0 || missing == 0) {
            return speed;
        }
        return speed + ", remaining: " + HumanText.duration(Duration.ofSeconds((missing - 1) / bytesPerSecond + 1));
    }

    private String bar(int width) {
        int filled = width * percent() / 100;
        if (filled == width) {
            return "=".repeat(width);
        }
        String head = filled == 0 ? "" : "=".repeat(filled - 1) + ">";
        return head + " ".repeat(width - filled);
    }

    private long done() {
        return Math.min(progress.bytesTotal(), progress.bytesCompleted() + progress.bytesInProgress());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width));
    }
}
