// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder in which a shell finds the program as it does in the folder of the sources. */
final class Sandbox {
    private static final int LONGEST_SECONDS = 120;

    private final Path folder;

    /** How a script ended. */
    record Outcome(int exitCode, String out, String err) {}

    Sandbox(Path folder) throws IOException {
        this.folder = folder;
        Path launcher = folder.resolve("xprim-models");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' io.xprim.models.cli.Main \"$@\"\n",
                StandardCharsets.UTF_8);
        assertExecutable(launcher);
    }

    /** Makes files of 8 bytes. */
    void files(List<String> paths) throws IOException {
        for (String path : paths) {
            Path file = folder.resolve(path);
            Files.createDirectories(folder.resolve(path).resolve("..").normalize());
            Files.writeString(file, "weights\n", StandardCharsets.UTF_8);
        }
    }

    /** Runs a script to its end; the first command that fails ends it. */
    Outcome run(String script) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", script)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XPRIM_"));
        builder.environment().put("XPRIM_MODELS_DIR", folder.resolve("home").toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running after " + LONGEST_SECONDS + " s: " + script);
            }
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void assertExecutable(Path file) {
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException("could not make " + file + " executable");
        }
    }
}
