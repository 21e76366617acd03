// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does with its streams, in a shell. */
final class StreamsTest {
    private static final String FAR_MORE_THAN_A_PIPE_HOLDS = "list --remote --registry registry";

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}+");

    private Desk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        desk = new Desk(folder);
        SampleModel model =
                new SampleModel().file("weights.bin", "weights").metadata("{\"note\":\"na\u00efve \u2603\"}");
        SampleRegistry registry = new SampleRegistry().add("g", "m", "v", model);
        String hash = "0123456789abcdef".repeat(4);
        for (int i = 0; i < 4000; i++) {
            registry.entry("many", "model-with-a-rather-long-name-" + i, "version-" + i, "{\"hash\":\"" + hash + "\"}");
        }
        registry.writeTo(desk.file("registry"));
    }

    private Run.Outcome script(String script) throws IOException, InterruptedException {
        return desk.shell(script);
    }

    @ParameterizedTest
    @Tag("D22")
    @ValueSource(strings = {"head -n 1", "head -c 1"})
    void whenItsReaderIsGoneItEndsWith141AndSaysNothing(String reader) throws Exception {
        String json = reader.endsWith("-c 1") ? " --json" : "";
        Run.Outcome outcome = script("{ ./xprim-models " + FAR_MORE_THAN_A_PIPE_HOLDS + json + "; echo $? > code; } | "
                + reader + "; cat code >&2");
        assertThat(outcome.err()).isEqualTo("141\n");
    }

    @Test
    @Tag("D22")
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsNoSuccess() throws Exception {
        Run.Outcome outcome = script("./xprim-models " + FAR_MORE_THAN_A_PIPE_HOLDS + " > /dev/full");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(script("./xprim-models prune -y --json > /dev/full").exitCode())
                .isNotZero();
    }

    @ParameterizedTest
    @Tag("D22")
    @ValueSource(strings = {"| :", ">&-", "> /dev/full"})
    void aPullWhoseResultCannotBeWrittenIsNoSuccessAndTheModelIsWhole(String to) throws Exception {
        assumeTrue(!to.endsWith("/dev/full") || Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        Run.Outcome outcome = script("{ ./xprim-models pull g/m v --registry registry; echo $? > code; } " + to
                + "; cat code; ./xprim-models verify g/m v");
        assertThat(outcome.out().lines().findFirst()).contains("141");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(desk.models().resolve("g/m/v/weights.bin")).hasContent("weights");
    }

    @Test
    void inTheLocaleCAllIsAscii() throws Exception {
        desk.with("LC_ALL", "C").with("LANG", "C");
        Run.Outcome json = script("./xprim-models info g/m v --remote --registry registry --json");
        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(json.out()).matches(ASCII);
        assertThat(JsonDocuments.count(json.out())).isEqualTo(1);
        assertThat(json.out()).containsIgnoringCase("na\\u00efve \\u2603");
        Run.Outcome people = script("./xprim-models info g/m v --remote --registry registry;"
                + " ./xprim-models pull g/m v --registry registry; ./xprim-models list; ./xprim-models path g/m w");
        assertThat(people.out()).contains("metadata   note = na", "MODEL", "Installed g/m v");
        assertThat(people.err()).contains("did you mean v?");
        assertThat(people.out() + people.err()).matches(ASCII);
    }

    private void pulled() throws IOException, InterruptedException {
        assertThat(script("./xprim-models pull g/m v -q --registry registry").exitCode())
                .isZero();
    }

    @Test
    void answersComeFromPipes() throws Exception {
        pulled();
        Run.Outcome pruned = script("while :; do echo y; done 2>/dev/null | ./xprim-models prune");
        assertThat(pruned.exitCode()).as(pruned.err()).isZero();
        assertThat(pruned.out()).isEqualTo("Nothing to delete\n");
        Run.Outcome removed = script("echo y | ./xprim-models remove g/m v");
        assertThat(removed.exitCode()).isZero();
        assertThat(removed.out()).isEqualTo("Removed g/m v\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"</dev/null", "<&-"})
    void whereNobodyCanAnswerItIsTwoWithAdvice(String stdin) throws Exception {
        pulled();
        for (String command : new String[] {"remove g/m v", "prune"}) {
            Run.Outcome outcome = script("./xprim-models " + command + " " + stdin);
            assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
            assertThat(outcome.err()).endsWith("pass -y to go ahead\n");
            assertThat(outcome.out()).isEmpty();
        }
        assertThat(desk.models().resolve("g/m/v/weights.bin")).isRegularFile();
    }
}
