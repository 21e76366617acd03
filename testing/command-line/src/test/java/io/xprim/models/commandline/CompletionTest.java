// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The script for bash and zsh. Where there is a bash, it says what it would offer; the build does not need one. */
final class CompletionTest {
    private Desk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        desk = new Desk(folder);
        SampleModel model = new SampleModel().file("weights.bin", "weights");
        new SampleRegistry()
                .add("audio", "tiny", "fp16", model)
                .add("audio", "tiny", "int8", model)
                .add("text", "base", "v1", model)
                .writeTo(desk.file("registry"));
    }

    static boolean thereIsABash() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Path.of(folder, "bash").toFile().canExecute());
    }

    @Test
    void theScriptIsTheSameForBothShellsAndAsksTheProgramForWhatIsInstalled() throws Exception {
        Run.Outcome bash = desk.run("completion", "bash");
        Run.Outcome zsh = desk.run("completion", "zsh");
        assertThat(bash.exitCode()).as(bash.err()).isZero();
        assertThat(zsh.out()).isEqualTo(bash.out());
        assertThat(bash.out())
                .contains(
                        "bashcompinit",
                        "complete -F _complete_xprim-models_installed -o default xprim-models\n",
                        "\" remove\") lister=\" list\" ;;",
                        "--quiet")
                .doesNotContain("\" pull\") lister", "@TOOL", "@VALUES", "@CASES", "\u001b");
    }

    @Test
    @EnabledIf("thereIsABash")
    void bashOffersCommandsOptionsAndInstalledModels() throws Exception {
        for (String ref : List.of("audio/tiny:fp16", "audio/tiny:int8", "text/base:v1")) {
            assertThat(desk.run("pull", ref, "--registry", "registry").exitCode())
                    .isZero();
        }
        assertThat(desk.run("pull", "text/base:v1", "--registry", "registry", "--data-dir", "elsewhere")
                        .exitCode())
                .isZero();

        Run.Outcome outcome = desk.shell("exec bash --norc -c '" + OFFERS + "'");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .containsExactly(
                        "ver: verify",
                        "verify --rep: --repair",
                        "path: audio/tiny text/base",
                        "remove a: audio/tiny",
                        "info audio/tiny: fp16 int8",
                        "update --retries 3 audio/tiny i: int8",
                        "verify audio/tiny :: fp16 int8",
                        "verify audio/tiny : f: fp16",
                        "path --data-dir elsewhere: text/base",
                        "path --data-dir = elsewhere t: text/base",
                        "path --registry:",
                        "path audio/tiny fp16:",
                        "pull:",
                        "publish --ch: --chunk-size");
    }

    /** Calls the function as bash does: with the words as it cuts them, the last one being completed, and an empty one after a space. */
    private static final String OFFERS = """
            eval "$(./xprim-models completion bash)"
            compopt() { :; }
            offer() {
              COMP_WORDS=(./xprim-models "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"; COMPREPLY=()
              _complete_xprim-models_installed ./xprim-models
              while [ -z "${*: -1}" ]; do set -- "${@:1:$#-1}"; done
              echo "$*:${COMPREPLY[*]:+ ${COMPREPLY[*]}}"
            }
            offer ver
            offer verify --rep
            offer path ""
            offer remove a
            offer info audio/tiny ""
            offer update --retries 3 audio/tiny i
            offer verify audio/tiny :
            offer verify audio/tiny : f
            offer path --data-dir elsewhere ""
            offer path --data-dir = elsewhere t
            offer path --registry ""
            offer path audio/tiny fp16 ""
            offer pull ""
            offer publish --ch
            """;
}
