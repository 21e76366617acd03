// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.cli.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParseResult;

final class CommandsTest {
    private static final String RUNS = "runs:";

    static Stream<Block> blocks() {
        return Page.all().stream()
                .flatMap(page -> Stream.concat(page.blocks("sh").stream(), page.blocks("console").stream()));
    }

    static Stream<Block> blocksThatRun() {
        return blocks().filter(block -> block.marked(RUNS).isPresent());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyCallNamesCommandsAndOptionsThatThereAre(Block block) {
        assertThat(ShellCommands.in(block.text()))
                .allSatisfy(arguments ->
                        assertThat(problem(arguments)).as(arguments.toString()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("blocksThatRun")
    void whatIsMarkedToRunRuns(Block block, @TempDir Path folder) throws Exception {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.files(List.of(block.marked(RUNS).orElseThrow().split(" ")));

        Sandbox.Outcome outcome = sandbox.run(block.text());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    private static Optional<String> problem(List<String> arguments) {
        ParseResult last = Program.tree().parseArgs(arguments.toArray(String[]::new));
        while (last.errors().isEmpty() && last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.errors().stream().findFirst().map(Exception::getMessage);
    }
}
