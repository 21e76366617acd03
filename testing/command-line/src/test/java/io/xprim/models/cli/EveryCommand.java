// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Runs lines of arguments one after the other in one JVM, as the program would, and prints what each writes and its exit code. */
public final class EveryCommand {
    private EveryCommand() {}

    public static void main(String... lines) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        for (String line : lines) {
            System.setIn(new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)));
            out.println("> " + line);
            int code = Main.run(ModelsCommand.builder("xprim"), out, out, line.split(" "));
            out.println(code);
        }
    }
}
