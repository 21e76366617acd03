// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelRef;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application in a process of its own, on the module path. */
final class AppTest {
    private static final String MODULE = "io.xprim.models.examples.embed";
    private static final int LONGEST_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void theApplicationPrintsTheFolderOfTheModelThatItPulled() throws Exception {
        Path sample = Files.createDirectory(folder.resolve("sample"));
        Files.writeString(sample.resolve("weights.bin"), "weights", StandardCharsets.UTF_8);
        Recipes.publish(sample, ModelRef.parse("g/m:v1"), folder.resolve("registry"));

        Path installed = folder.resolve("models/g/m/v1").toAbsolutePath();

        assertThat(run(0, "registry", "g/m:v1")).containsExactly("INSTALLED " + installed);
        assertThat(installed.resolve("weights.bin")).hasContent("weights");
        assertThat(run(0, "registry", "g/m:v1")).containsExactly("ALREADY_INSTALLED " + installed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "http://127.0.0.1/?query"})
    void aRegistryThatCannotBeUsedIsOneLineAndAFailure(String registry) throws Exception {
        assertThat(run(1, registry, "g/m:v1")).singleElement().asString().contains("registry");
    }

    private List<String> run(int expectedExitCode, String... arguments) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        java.toString(), "-p", modulePath(), "-m", MODULE + "/" + App.class.getName()),
                                Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("MY_APP_MODELS_DIR", folder.resolve("models").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(lines.toString()).isEqualTo(expectedExitCode);
        return lines;
    }

    /** All that this test has is observable; the application takes what it requires, and the providers of what that uses. */
    private static String modulePath() {
        return System.getProperty("jdk.module.path") + File.pathSeparator + System.getProperty("java.class.path");
    }
}
