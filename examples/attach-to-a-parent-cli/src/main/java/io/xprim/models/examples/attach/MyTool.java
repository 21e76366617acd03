// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.attach;

import io.xprim.models.cli.ModelsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "mytool", description = "Has its own commands, and models.", mixinStandardHelpOptions = true)
final class MyTool {
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    @Command(description = "Prints a completion script for bash and zsh.")
    void completion() {
        System.out.println(ModelsCommand.completionScript(commandLine()));
    }

    static CommandLine commandLine() {
        return new CommandLine(new MyTool())
                .addSubcommand(ModelsCommand.builder("mytool")
                        .registry("https://models.example.com/")
                        .build());
    }
}
