// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelRef;
import io.xprim.models.RegistryPublisher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MyToolTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void theAttachedCommandsPullAModelIntoTheFolderThatTheToolWasTold() throws IOException {
        Path sample = Files.createDirectory(folder.resolve("sample"));
        Files.writeString(sample.resolve("weights.bin"), "weights", StandardCharsets.UTF_8);
        Path registry = folder.resolve("registry");
        RegistryPublisher.to(registry).publish(sample, ModelRef.parse("g/m:v1"));

        int code = run("models", "--registry", registry.toString(), "pull", "g/m", "v1", "--data-dir", dataDirectory());

        assertThat(code).as(err.toString()).isZero();
        assertThat(Path.of(dataDirectory(), "g", "m", "v1", "weights.bin")).hasContent("weights");
    }

    @Test
    void aModelThatIsNotInstalledIsReportedInTheNameOfTheTool() {
        int code = run("models", "path", "g/m", "v1", "--data-dir", dataDirectory());

        assertThat(code).isEqualTo(4);
        assertThat(err.toString())
                .startsWith("mytool: path g/m v1: ")
                .contains("'mytool models pull g/m v1 --data-dir ");
    }

    @Test
    void theToolsOwnHelpNamesTheAttachedCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("models");
    }

    @Test
    void theCompletionScriptIsOfTheWholeTool() {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("completion")).isZero();
        } finally {
            System.setOut(standard);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "_picocli_mytool_models_pull",
                        "\" models path\") lister=\" models list\" ;;",
                        "complete -F _complete_mytool_installed -o default mytool");
    }

    private int run(String... arguments) {
        CommandLine tool = MyTool.commandLine();
        return tool.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String dataDirectory() {
        return folder.resolve("models").toString();
    }
}
