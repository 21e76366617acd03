// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.cli.Program;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with a registry and a store, on which the program runs within the test. */
final class Workplace {
    private final Path folder;

    /** How a run ended. */
    record Outcome(int exitCode, String out, String err) {}

    Workplace(Path folder) {
        this.folder = folder;
    }

    Path registry() {
        return folder.resolve("registry");
    }

    Path store() {
        return folder.resolve("store");
    }

    /** Puts a registry in the place of the one that is there. */
    void registry(SampleRegistry content) {
        try {
            content.writeTo(registry());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file below the folder. */
    void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.resolve("..").normalize());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs what has to go well for the test to mean anything. */
    void prepare(String line) {
        Outcome outcome = run(line);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    /** Runs a line, in which {@code @} is the folder. */
    Outcome run(String line) {
        return run(new Cancellation(), new StringWriter(), line);
    }

    Outcome run(Cancellation cancellation, StringWriter out, String line) {
        StringWriter err = new StringWriter();
        List<String> arguments = Stream.of(line.split(" "))
                .map(argument -> argument.replace("@", folder.toString()))
                .toList();
        int code = Program.run(environment(), cancellation, out, err, arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Map<String, String> environment() {
        return Map.of(
                "XPRIM_MODELS_DIR", store().toString(),
                "XPRIM_REGISTRY_URL", registry().toString());
    }
}
