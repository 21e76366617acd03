// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts JVMs, with the program or with another main class of the harness. What they write goes to files. Thread-safe. */
final class Program {
    /** Small and quick to start; what is tested is not speed. */
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "-Xmx128m");

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path logs;
    private final AtomicInteger started = new AtomicInteger();

    Program(Path logs) throws IOException {
        this.logs = Files.createDirectories(logs);
    }

    /** Starts the command line. */
    Running start(List<String> arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** Starts the command line by another command, to which its own is appended. */
    Running start(List<String> prefix, List<String> arguments) throws IOException {
        return launch(Stream.of(prefix, JAVA, List.of("-cp", CLASS_PATH, "io.xprim.models.cli.Main"), arguments));
    }

    Running start(Class<?> main, List<String> arguments) throws IOException {
        return launch(Stream.of(JAVA, List.of("-cp", CLASS_PATH, main.getName()), arguments));
    }

    private Running launch(Stream<List<String>> parts) throws IOException {
        List<String> command = parts.flatMap(List::stream).collect(Collectors.toCollection(ArrayList::new));
        int number = started.incrementAndGet();
        File out = logs.resolve(number + ".out").toFile();
        File err = logs.resolve(number + ".err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        builder.environment().keySet().removeIf(name -> name.startsWith("XPRIM_"));
        return new Running(builder.start(), out.toPath(), err.toPath());
    }
}
