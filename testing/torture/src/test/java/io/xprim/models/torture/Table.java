// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of all parts, to be printed at the end. Not thread-safe. */
final class Table {
    private final List<String> lines = new ArrayList<>();

    void add(Part part, Tally tally, Duration elapsed) {
        lines.add(line(
                part.name(),
                String.valueOf(tally.count()),
                tally.tried(),
                String.valueOf(tally.lost().size()),
                String.valueOf(elapsed.toSeconds()),
                tally.remarks()));
    }

    void skip(Part part, String reason) {
        lines.add(line(part.name(), "-", "skipped: " + reason, "-", "-", ""));
    }

    void print(Settings settings) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%ntorture, seed %d%n", settings.seed()));
        text.append(line("part", "count", "of what", "lost", "seconds", "besides"));
        lines.forEach(text::append);
        System.out.print(text);
    }

    private static String line(String part, String count, String tried, String lost, String seconds, String remarks) {
        return String.format(Locale.ROOT, "%-10s %7s  %-34s %5s %8s  %s%n", part, count, tried, lost, seconds, remarks);
    }
}
