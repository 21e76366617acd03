// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Gives the common options to a command tree, when it is parsed or its help is shown, not sooner. Until then a parent may have attached
 * the tree and handed down options of its own; picocli takes a second option of the same name for a mistake, so ours yield to those
 * (and {@link GivenOptions} reads them, by their names).
 */
public final class CommonOptions {
    private final CommandSpec root;
    private final boolean managerGiven;
    private final Function<CommandSpec, Set<CommonOption>> idle;
    private boolean added;

    private CommonOptions(CommandSpec root, boolean managerGiven, Function<CommandSpec, Set<CommonOption>> idle) {
        this.root = root;
        this.managerGiven = managerGiven;
        this.idle = idle;
    }

    /**
     * Arranges for it.
     *
     * @param managerGiven whether options that say how to make a manager would have no effect, and are left out
     * @param idle those that a command takes without a use for them; its help does not show them
     */
    public static void of(CommandLine tree, boolean managerGiven, Function<CommandSpec, Set<CommonOption>> idle) {
        CommonOptions options = new CommonOptions(tree.getCommandSpec(), managerGiven, idle);
        options.root.preprocessor((arguments, spec, argument, info) -> {
            options.add();
            return false;
        });
        tree.setHelpFactory((spec, colours) -> {
            options.add();
            return new Help(spec, colours);
        });
    }

    private synchronized void add() {
        if (!added) {
            added = true;
            addTo(root);
        }
    }

    private void addTo(CommandSpec spec) {
        Set<String> taken = new HashSet<>(spec.optionsMap().keySet());
        Set<CommonOption> hidden = idle.apply(spec);
        Stream.of(CommonOption.values())
                .filter(option -> !(managerGiven && option.isOfTheManager()))
                .flatMap(option -> option.spec(taken, hidden.contains(option)))
                .forEach(spec::addOption);
        spec.subcommands().values().forEach(command -> addTo(command.getCommandSpec()));
    }
}
