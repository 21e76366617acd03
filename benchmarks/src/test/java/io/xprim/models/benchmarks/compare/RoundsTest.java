// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.benchmarks.registry.Model;
import io.xprim.models.benchmarks.registry.RegistryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
    @TempDir
    Path folder;

    private final List<String> run = new ArrayList<>();
    private final Map<String, Deque<Double>> seconds = new HashMap<>();

    @BeforeEach
    void speeds() {
        seconds.put("floor", new ArrayDeque<>(List.of(9.0, 1.0, 2.0, 4.0)));
        seconds.put("pull", new ArrayDeque<>(List.of(99.0, 1.5, 2.2, 4.0)));
    }

    @Test
    void contendersTakeTurns() throws Exception {
        rounds(2).run(comparison(contender("floor"), contender("pull")));

        assertThat(run).containsExactly("floor", "pull", "floor", "pull", "floor", "pull");
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsWithoutTheFirst() throws Exception {
        String row =
                row("pull", rounds(3), contender("floor"), contender("pull").against("floor"));

        assertThat(cells(row))
                .containsExactly("work", "pull", "3", "2.200", "0.75", "50", "2.0", "2.0000", "1.10", "1.00", "floor");
    }

    @Test
    void theFastestOfSeveralBasesCounts() throws Exception {
        String row =
                row("pull", rounds(3), contender("floor"), contender("pull").against("pull", "floor"));

        assertThat(cells(row)).endsWith("1.10", "1.00", "floor");
    }

    @Test
    void oneThatCannotBeRunIsARowWithTheReason() throws Exception {
        String row = row("aria2c", rounds(1), Contender.missing("aria2c", "no aria2c on the PATH"));

        assertThat(cells(row)).startsWith("work", "aria2c", "0").endsWith("left out: no aria2c on the PATH");
    }

    @Test
    void oneThatFailsIsNotRunAgainAndIsARowWithTheReason() throws Exception {
        seconds.put("pull", new ArrayDeque<>(List.of(99.0, 1.5)));

        String row =
                row("pull", rounds(3), contender("floor"), contender("pull").against("floor"));

        assertThat(cells(row)).endsWith("failed: exit code 5: no luck");
        assertThat(run.stream().filter("pull"::equals)).hasSize(3);
    }

    @Test
    void oneThatDoesNotLeaveTheFilesHasFailed() throws Exception {
        RegistryFolder registry = RegistryFolder.of(Model.link(1, 0.001), folder);
        Comparison comparison = new Comparison(
                "work",
                1 << 20,
                Optional.of(registry.hashes()),
                1,
                List.of(Contender.of("pull", Command.of("pull"), folder.resolve("out"))));

        assertThat(cells(row("pull", rounds(1).run(comparison))))
                .last()
                .asString()
                .endsWith("m.gguf is missing");
    }

    @Test
    void aChosenRowBringsThoseThatItIsMeasuredAgainst() {
        Comparison comparison = comparison(contender("floor"), contender("pull").against("floor"), contender("curl"));

        assertThat(comparison.only(List.of("pull")).contenders())
                .extracting(Contender::name)
                .containsExactly("floor", "pull");
    }

    @Test
    void whatTimeWritesIsUnderstoodWithTheLineBeforeItToo() throws IOException {
        Measurement measurement = Measurement.parse(2, List.of("Command exited", "1.25 0.50 2048 4096"));

        assertThat(measurement).isEqualTo(new Measurement(2, 1.75, 2, 2));
    }

    private Rounds rounds(int count) {
        return new Rounds(
                count, folder.resolve("out"), this::measure, new PrintStream(OutputStream.nullOutputStream()));
    }

    private Measurement measure(Command command) throws Stopwatch.FailedException {
        String name = command.line().get(0);
        run.add(name);
        Double wall = seconds.getOrDefault(name, new ArrayDeque<>()).poll();
        if (wall == null) {
            throw new Stopwatch.FailedException("exit code 5: no luck");
        }
        return new Measurement(wall, 0.75, 50, 2);
    }

    private static Contender contender(String name) {
        return Contender.of(name, Command.of(name));
    }

    private static Comparison comparison(Contender... contenders) {
        return new Comparison("work", 1 << 20, Optional.empty(), 1, List.of(contenders));
    }

    private static String row(String name, Rounds rounds, Contender... contenders) throws Exception {
        return row(name, rounds.run(comparison(contenders)));
    }

    private static String row(String name, Results results) {
        Table table = new Table();
        table.add(results);
        return table.text()
                .lines()
                .filter(line -> line.contains("| " + name + " "))
                .filter(line -> line.startsWith("| work "))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
