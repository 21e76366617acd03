// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells what reached it. */
public final class Main {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Main() {}

    /** Obeys the first argument, and otherwise prints all of them. */
    public static void main(String[] arguments) throws IOException {
        System.exit(new Main().run(List.of(arguments)));
    }

    private int run(List<String> arguments) throws IOException {
        switch (arguments.isEmpty() ? "" : arguments.get(0)) {
            case "exit" -> {
                return Integer.parseInt(arguments.get(1));
            }
            case "folder" -> out.println(Path.of("").toAbsolutePath());
            case "process" -> out.println(ProcessHandle.current().pid());
            case "property" -> out.println(System.getProperty(arguments.get(1)));
            case "stdin" -> System.in.transferTo(out);
            case "hold" -> hold(Path.of(arguments.get(1)), Path.of(arguments.get(2)));
            default -> arguments.forEach(argument -> out.println("[" + argument + "]"));
        }
        return 0;
    }

    private void hold(Path held, Path release) throws IOException {
        Files.writeString(held, "held");
        Files.readString(release);
        out.println(Late.name());
    }
}
