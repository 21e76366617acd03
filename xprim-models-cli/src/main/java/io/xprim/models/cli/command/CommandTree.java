// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.cli.option.CommonOptions;
import java.util.Collection;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Puts the commands together. */
public final class CommandTree {
    private CommandTree() {}

    /**
     * Makes the tree; nothing is read or written.
     *
     * @param name what the root is called
     * @param commands those to have
     */
    public static CommandLine of(Application application, String name, Collection<CommandName> commands) {
        CommandLine root = commandLine(new RootCommand(application)).setCommandName(name);
        if (application.standalone()) {
            root.getCommandSpec()
                    .addOption(OptionSpec.builder("-V", RootCommand.VERSION_OPTION)
                            .description("Show the version, that of Java, and the transport.")
                            .build());
        }
        for (CommandName command : commands) {
            root.addSubcommand(command.text(), commandLine(command.create(application)));
        }
        CommonOptions.of(root, application.givenManager() != null, CommandTree::idleOptions);
        return root;
    }

    private static Set<CommonOption> idleOptions(String command) {
        return CommandName.find(command).map(CommandName::idleOptions).orElse(Set.of());
    }

    private static CommandLine commandLine(Subcommand command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        spec.parser().collectErrors(true);
        // In the order in which they are declared: picocli would sort them by the rules of the machine's language.
        spec.usageMessage().sortOptions(false).abbreviateSynopsis(true);
        command.declare(new Declaration(spec));
        command.attach(spec);
        return new CommandLine(spec);
    }
}
