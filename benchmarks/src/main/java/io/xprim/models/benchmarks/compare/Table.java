// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All results as one table in Markdown, which is legible as it is. */
public final class Table {
    /** The contender that the last column sets all others of its work against. */
    public static final String OURS = "pull";

    private static final List<String> HEAD = List.of(
            "work",
            "what",
            "rounds",
            "wall s",
            "CPU s",
            "RSS MiB",
            "written MiB",
            "/ model",
            "/ base",
            "/ " + OURS,
            "against");

    private final List<List<String>> rows = new ArrayList<>();

    public void add(Results results) {
        for (Result result : results.all()) {
            rows.add(row(results, result));
        }
    }

    public String text() {
        List<List<String>> all = new ArrayList<>(List.of(HEAD));
        all.addAll(rows);
        int[] widths = HEAD.stream().mapToInt(String::length).toArray();
        for (List<String> row : all) {
            // The last column may hold a reason, which need not make all rows long.
            for (int i = 0; i < widths.length - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        append(text, HEAD, widths);
        for (int width : widths) {
            text.append('|').append("-".repeat(width + 2));
        }
        text.append("|\n");
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private static List<String> row(Results results, Result result) {
        Optional<Result> base = results.baseOf(result);
        List<String> row = new ArrayList<>();
        row.add(results.comparison().work());
        row.add(result.contender().name());
        row.add(String.valueOf(result.rounds()));
        if (result.hasFigures()) {
            row.add(number("%.3f", result.median(Measurement::wallSeconds)));
            row.add(number("%.2f", result.median(Measurement::cpuSeconds)));
            row.add(number("%.0f", result.median(Measurement::peakMebibytes)));
            row.add(number("%.1f", result.median(Measurement::writtenMebibytes)));
            row.add(writtenOfModel(results.comparison(), result));
            row.add(base.map(other -> number("%.2f", result.ratioTo(other))).orElse(""));
            row.add(results.of(OURS)
                    .map(other -> number("%.2f", result.ratioTo(other)))
                    .orElse(""));
            row.add(base.map(other -> other.contender().name()).orElse(""));
        } else {
            row.addAll(List.of("", "", "", "", "", "", ""));
            row.add(result.remark().orElse(""));
        }
        return row;
    }

    private static String writtenOfModel(Comparison comparison, Result result) {
        return comparison.modelBytes() == 0
                ? ""
                : number("%.4f", result.median(Measurement::writtenMebibytes) * (1 << 20) / comparison.modelBytes());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static void append(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append("| ")
                    .append(row.get(i))
                    .append(" ".repeat(Math.max(0, widths[i] - row.get(i).length()) + 1));
        }
        text.append("|\n");
    }
}
