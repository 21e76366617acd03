// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.cli.Program;
import io.xprim.models.cli.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The guide to the command line has what there is, all of it, and nothing else. */
final class CliGuideTest {
    private static final String OUTPUT_OF = "output of:";
    private static final Page GUIDE = Page.of("docs/guide/cli.md");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

    @TempDir
    private static Path folder;

    private static Map<String, String> outputs = Map.of();

    static Stream<Block> documentedOutputs() {
        return GUIDE.blocks("json").stream()
                .filter(block -> block.marked(OUTPUT_OF).isPresent());
    }

    /** But the one whose options are jlink's, which testing/images runs. */
    static List<Page> pagesForReaders() {
        return Page.forReaders().stream()
                .filter(page -> !page.name().equals("docs/guide/images.md"))
                .toList();
    }

    /** In their order, since each builds on what the ones before it did. */
    @BeforeAll
    static void runWhatIsDocumented() throws IOException, InterruptedException {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.files(List.of("my-model/weights.bin"));
        List<String> calls = documentedOutputs()
                .map(block -> block.marked(OUTPUT_OF).orElseThrow())
                .toList();
        Map<String, String> found = new HashMap<>();
        for (String call : calls) {
            found.put(call, sandbox.run("./xprim-models " + call).out());
        }
        outputs = Map.copyOf(found);
    }

    @ParameterizedTest
    @MethodSource("documentedOutputs")
    void theJsonThatIsShownHasTheMembersOfTheRealOne(Block block) {
        String real = outputs.getOrDefault(block.marked(OUTPUT_OF).orElseThrow(), "");

        assertThat(JsonShape.of(block.text())).isEqualTo(JsonShape.of(real));
    }

    @Test
    void theOptionsThatAreNamedAreThoseThatThereAre() {
        assertThat(named(GUIDE)).isEqualTo(options(Program.tree()));
    }

    @ParameterizedTest
    @MethodSource("pagesForReaders")
    void noPageNamesAnOptionThatThereIsNot(Page page) {
        assertThat(options(Program.tree())).containsAll(named(page));
    }

    @Test
    void everyCommandHasASection() {
        assertThat(Program.tree().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(GUIDE.lines())
                        .anyMatch(line -> line.equals("### " + command) || line.startsWith("### " + command + " ")));
    }

    @Test
    void everyTypeOfFailureIsThereWithItsExitCode() {
        assertThat(Failure.values())
                .allSatisfy(failure ->
                        assertThat(GUIDE.text()).contains("| " + failure.exitCode() + " | `" + failure.type() + "` |"));
    }

    /** Without those of the JDK's own tool. */
    private static Set<String> named(Page page) {
        return page.lines().stream()
                .filter(line -> !line.startsWith("jfr "))
                .flatMap(line -> OPTION.matcher(line).results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> options(CommandLine tree) {
        tree.parseArgs();
        return Stream.concat(Stream.of(tree), tree.getSubcommands().values().stream())
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(option -> option.longestName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
