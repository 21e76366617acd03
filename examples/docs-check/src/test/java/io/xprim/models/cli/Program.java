// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.Cancellation;
import io.xprim.models.cli.command.CommandName;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The standalone program. */
public final class Program {
    private Program() {}

    /** Makes its command tree, with all commands. */
    public static CommandLine tree() {
        return ModelsCommand.builder("xprim")
                .standalone(List.of(CommandName.values()))
                .name("xprim-models")
                .build();
    }

    /** Runs it, all but its exit, with nothing to read. */
    public static int run(
            Map<String, String> environment,
            Cancellation cancellation,
            Writer out,
            Writer err,
            List<String> arguments) {
        return Main.run(
                ModelsCommand.builder("xprim")
                        .environment(environment)
                        .cancellation(cancellation)
                        .input(Reader::nullReader),
                new PrintWriter(out),
                new PrintWriter(err),
                arguments.toArray(String[]::new));
    }
}
