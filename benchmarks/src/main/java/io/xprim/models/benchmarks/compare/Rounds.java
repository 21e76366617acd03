// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import io.xprim.models.benchmarks.registry.Trees;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs the contenders of a comparison in turn, A B C A B C, so that a machine whose speed drifts favours none. */
public final class Rounds {
    private static final int MANY = 1000;

    private final int rounds;
    private final Path out;
    private final Path spent;
    private final Stopwatch stopwatch;
    private final PrintStream progress;

    /**
     * Prepares them.
     *
     * @param rounds how many count; one more comes first, which warms up
     * @param out the folder that commands fill; it is empty whenever one starts
     * @param progress who is told how far it has come
     */
    public Rounds(int rounds, Path out, Stopwatch stopwatch, PrintStream progress) {
        this.rounds = rounds;
        this.out = out;
        this.spent = out.resolveSibling(out.getFileName() + "-spent");
        this.stopwatch = stopwatch;
        this.progress = progress;
    }

    public Results run(Comparison comparison) throws IOException, InterruptedException {
        List<Result> results = comparison.contenders().stream().map(Result::of).toList();
        int last = rounds * comparison.roundsFactor();
        for (int round = 0; round <= last; round++) {
            progress.printf("%s, round %d of %d%n", comparison.work(), round, last);
            int now = round;
            for (Result result : results) {
                if (result.remark().isEmpty()) {
                    run(comparison, result, now);
                }
            }
        }
        Trees.delete(out);
        Trees.delete(spent);
        return new Results(comparison, results);
    }

    private void run(Comparison comparison, Result result, int round) throws IOException, InterruptedException {
        Contender contender = result.contender();
        clear(comparison);
        Files.createDirectories(out);
        try {
            Measurement measurement = stopwatch.measure(contender.command().orElseThrow());
            progress.printf(Locale.ROOT, "  %-32s %8.3f s%n", contender.name(), measurement.wallSeconds());
            if (round > 0) {
                result.add(measurement);
            } else {
                check(comparison, contender);
            }
        } catch (Stopwatch.FailedException e) {
            progress.printf("  %-32s %s%n", contender.name(), e.getMessage());
            result.fail(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Many files are put aside until the end: ext4 passes over each one that was deleted in the last minutes before it makes another, which
     * would be half of the time measured.
     */
    private void clear(Comparison comparison) throws IOException {
        boolean many = comparison.files().map(files -> files.count() > MANY).orElse(false);
        if (many && Files.exists(out)) {
            Files.createDirectories(spent);
            Files.move(out, spent.resolve(Long.toString(System.nanoTime())));
        } else {
            Trees.delete(out);
        }
    }

    /** What is left is looked at once, when nothing is counted yet. */
    private static void check(Comparison comparison, Contender contender)
            throws IOException, Stopwatch.FailedException {
        if (comparison.files().isEmpty() || contender.result().isEmpty()) {
            return;
        }
        Optional<String> problem =
                comparison.files().get().problem(contender.result().get());
        if (problem.isPresent()) {
            throw new Stopwatch.FailedException(problem.get());
        }
    }
}
