// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a program in a process of its own ended.
 *
 * @param output what it wrote, errors included
 */
public record ProgramRun(int exitCode, String output) {
    private static final int LONGEST_SECONDS = 60;

    /**
     * Runs a program of this JVM's Java to its end.
     *
     * @param arguments those of {@code java}
     */
    public static ProgramRun of(List<String> arguments, Path outputFile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for less than a second: no time to compile well, and no need of more than one collector's thread.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(outputFile.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running after " + LONGEST_SECONDS + " s: " + command);
            }
        } finally {
            process.destroyForcibly();
        }
        return new ProgramRun(process.exitValue(), Files.readString(outputFile, StandardCharsets.UTF_8));
    }
}
