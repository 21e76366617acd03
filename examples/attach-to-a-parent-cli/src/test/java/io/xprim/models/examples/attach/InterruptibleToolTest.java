// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool in a process of its own, on the module path. */
final class InterruptibleToolTest {
    private static final int LONGEST_SECONDS = 60;

    @Test
    void theToolEndsWithTheExitCodeOfItsCommand(@TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        System.getProperty("jdk.module.path")
                                + File.pathSeparator
                                + System.getProperty("java.class.path"),
                        "-m",
                        "io.xprim.models.examples.attach/" + InterruptibleTool.class.getName(),
                        "models",
                        "path",
                        "g/m",
                        "v1",
                        "--data-dir",
                        folder.resolve("models").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(4);
        assertThat(folder.resolve("output")).content().contains("mytool: path g/m v1");
    }
}
