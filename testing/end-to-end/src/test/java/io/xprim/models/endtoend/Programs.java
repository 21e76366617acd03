// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs of these tests, which get the registry, the store and more arguments. */
final class Programs {
    private Programs() {}

    /** Starts one that writes where this process does. */
    static Process start(Class<?> program, Sandbox sandbox, String... arguments) throws IOException {
        return prepare(program, sandbox, arguments).inheritIO().start();
    }

    static ProcessBuilder prepare(Class<?> program, Sandbox sandbox, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                sandbox.server.uri().toString(),
                sandbox.base.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
