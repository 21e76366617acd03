// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Gives the common options to a command tree, when it is parsed or its help is shown, not sooner. Until then a parent may have attached
 * the tree and handed down options of its own; picocli takes a second option of the same name for a mistake, so ours yield to those
 * (and {@link GivenOptions} reads them, by their names). Lambdas would do for much of this; but one about a class of picocli's is made
 * anew at each start, as the launcher says.
 */
public final class CommonOptions {
    private final CommandSpec root;
    private final boolean managerGiven;
    private final Function<String, Set<CommonOption>> idle;
    private boolean added;

    private CommonOptions(CommandSpec root, boolean managerGiven, Function<String, Set<CommonOption>> idle) {
        this.root = root;
        this.managerGiven = managerGiven;
        this.idle = idle;
    }

    /**
     * Arranges for it.
     *
     * @param managerGiven whether options that say how to make a manager would have no effect, and are left out
     * @param idle those that a command of that name takes without a use for them; its help does not show them
     */
    public static void of(CommandLine tree, boolean managerGiven, Function<String, Set<CommonOption>> idle) {
        CommonOptions options = new CommonOptions(tree.getCommandSpec(), managerGiven, idle);
        options.root.preprocessor(options.new BeforeParsing());
        tree.setHelpFactory(options.new BeforeHelp());
    }

    private final class BeforeParsing implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> arguments, CommandSpec spec, ArgSpec argument, Map<String, Object> information) {
            add();
            return false;
        }
    }

    private final class BeforeHelp implements IHelpFactory {
        @Override
        public Help create(CommandSpec spec, Help.ColorScheme colours) {
            add();
            return new Help(spec, colours);
        }
    }

    private synchronized void add() {
        if (!added) {
            added = true;
            addTo(root, Set.of());
        }
    }

    private void addTo(CommandSpec spec, Set<CommonOption> hidden) {
        Set<String> taken = new HashSet<>(spec.optionsMap().keySet());
        for (CommonOption option : CommonOption.values()) {
            String[] free = option.names(taken);
            if (free.length > 0 && !(managerGiven && option.isOfTheManager())) {
                spec.addOption(option.spec(free, hidden.contains(option)));
            }
        }
        for (CommandLine command : spec.subcommands().values()) {
            addTo(command.getCommandSpec(), idle.apply(command.getCommandName()));
        }
    }
}
