// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder in which the program is called {@code ./xprim-models}, with a store of its own and an environment that says nothing more. */
final class Desk {
    /** Small and quick to start; what is tested is not speed. */
    private static final List<String> JAVA_FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx128m");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    Desk(Path folder) throws IOException {
        this.folder = folder;
        Path program = folder.resolve("xprim-models");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + java() + "' " + String.join(" ", JAVA_FLAGS) + " -cp '"
                        + System.getProperty("java.class.path") + "' io.xprim.models.cli.Main \"$@\"\n",
                StandardCharsets.UTF_8);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        environment.put("XPRIM_MODELS_DIR", models().toString());
    }

    Path models() {
        return folder.resolve("models");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Desk with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts the program itself, so that signals reach it. */
    Run start(String... arguments) throws IOException {
        return start(command("io.xprim.models.cli.Main", arguments));
    }

    Run.Outcome run(String... arguments) throws IOException, InterruptedException {
        try (Run run = start(arguments)) {
            run.in().close();
            return run.await();
        }
    }

    /** Runs a shell's script to its end. */
    Run.Outcome shell(String script) throws IOException, InterruptedException {
        try (Run run = start(List.of("sh", "-c", script))) {
            run.in().close();
            return run.await();
        }
    }

    /** Runs another main class of the tests, with more flags for the JVM. */
    Run.Outcome java(List<String> flags, Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = command(main.getName(), arguments);
        command.addAll(1, flags);
        try (Run run = start(command)) {
            return run.await();
        }
    }

    private Run start(List<String> command) throws IOException {
        List<String> whole = new ArrayList<>(InterruptDisposition.prefix());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XPRIM_") || name.startsWith("LC_"));
        builder.environment().putAll(environment);
        return new Run(builder.start());
    }

    private static List<String> command(String main, String... arguments) {
        return new ArrayList<>(Stream.of(
                        Stream.of(java().toString()),
                        JAVA_FLAGS.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), main),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList());
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
