// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class CompletionCommandTest {
    private final Cli cli = Cli.standalone();

    @Test
    void theScriptKnowsEveryCommandWithItsOptions() {
        assertThat(cli.run("completion", "bash")).isZero();
        String script = cli.out();
        assertThat(script)
                .contains("_picocli_xprim-models_verify", "'--repair'", "'--chunk-size'", "'--data-dir'")
                .contains("\" path\") lister=\" list\" ;;", "\" verify\") lister=\" list\" ;;")
                .doesNotContain("\" pull\") lister");
        assertThat(cli.opened).isEmpty();
        assertThat(cli.run("completion", "bash", "-q")).isZero();
        assertThat(cli.out()).isEqualTo(script);
        assertThat(cli.run("completion", "zsh", "--json")).isZero();
        assertThat(Json.object(cli.out())).containsEntry("shell", "zsh").containsKey("script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"completion", "completion fish", "completion bash zsh"})
    void anyOtherShellIsAWrongArgument(String line) {
        assertThat(cli.run(line.split(" "))).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void theScriptOfAToolIsOfItsWholeTree() {
        CommandLine group = new CommandLine(CommandSpec.create().name("ml"))
                .addSubcommand(cli.builder.environment(cli.environment).build());
        CommandLine tool = new CommandLine(CommandSpec.create()
                        .name("mytool")
                        .addOption(OptionSpec.builder("--level")
                                .type(int.class)
                                .required(true)
                                .build()))
                .addSubcommand("path", new CommandLine(CommandSpec.create()))
                .addSubcommand(group);
        assertThat(ModelsCommand.completionScript(tool))
                .contains(
                        "_picocli_mytool_ml_models_pull",
                        "'--registry'",
                        "|--level|",
                        "\" ml models path\") lister=\" ml models list\" ;;",
                        "complete -F _complete_mytool_installed -o default mytool\n")
                .doesNotContain("\" path\") lister");
    }
}
