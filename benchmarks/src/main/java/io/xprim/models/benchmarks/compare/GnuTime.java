// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures by GNU time: it knows of all processes that a command has started and waited for, and being small itself it does not lend
 * its memory to them, as a JVM does to whom it starts.
 */
public final class GnuTime implements Stopwatch {
    private static final double NANOS = 1e9;

    private final Path costs;
    private final Path log;

    /** Takes an existing folder for what is measured and what commands print. */
    public GnuTime(Path folder) {
        costs = folder.resolve("costs");
        log = folder.resolve("log");
    }

    @Override
    public Measurement measure(Command command) throws IOException, InterruptedException, FailedException {
        // Nobody is to pay for what another one wrote, or for its deletion.
        new ProcessBuilder("sync").start().waitFor();
        ProcessBuilder builder = command.behind("time", "-o", costs.toString(), "-f", Measurement.FORMAT).toBuilder()
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        long start = System.nanoTime();
        Process process = start(builder);
        process.getOutputStream().close();
        int code = process.waitFor();
        double seconds = (System.nanoTime() - start) / NANOS;
        if (code != 0) {
            throw new FailedException("exit code " + code + ": " + lastLine());
        }
        return Measurement.parse(seconds, Files.readAllLines(costs));
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("time cannot be started; install it (Debian: apt-get install time)", e);
        }
    }

    /** What went wrong is said last. Programs write what they like, in any encoding. */
    private String lastLine() throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    }
}
