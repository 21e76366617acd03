// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts programs in processes of their own, as a shell would, with this test's class path. */
final class Program {
    private static final int LONGEST_SECONDS = 300;

    private final Path folder;

    /** How a program ended. */
    record Outcome(int exitCode, List<String> out, List<String> err) {}

    /** Programs run in this folder and keep models below it. */
    Program(Path folder) {
        this.folder = folder;
    }

    /** Where the application keeps models. */
    Path models() {
        return folder.resolve("models").toAbsolutePath();
    }

    /** Runs the command line to its end. */
    Outcome commandLine(String... arguments) throws IOException, InterruptedException {
        return run("io.xprim.models.cli.Main", arguments);
    }

    /** Runs the application to its end. */
    Outcome application(String... arguments) throws IOException, InterruptedException {
        return run(SentenceSimilarity.class.getName(), arguments);
    }

    /** A command of the command line that runs until it is ended. */
    Process start(String... arguments) throws IOException {
        return builder("io.xprim.models.cli.Main", arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The first line that a program prints. */
    static String firstLine(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the program ended and printed nothing");
        }
        return line;
    }

    private Outcome run(String main, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder(main, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running after " + LONGEST_SECONDS + " s: " + main);
            }
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    private ProcessBuilder builder(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XPRIM_"));
        builder.environment().put("MY_APP_MODELS_DIR", models().toString());
        return builder;
    }
}
