// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.cli.command.CommandName;
import java.util.List;
import picocli.CommandLine;

/** The command tree of the standalone program. */
public final class Program {
    private Program() {}

    /** Makes it, with all commands. */
    public static CommandLine tree() {
        return ModelsCommand.builder("xprim")
                .standalone(List.of(CommandName.values()))
                .name("xprim-models")
                .build();
    }
}
