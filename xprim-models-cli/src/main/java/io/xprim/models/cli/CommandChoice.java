// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.cli.command.CommandName;
import io.xprim.models.cli.option.CommonOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Tells from the arguments which commands have to be there: to set up one takes a fraction of the time of all. */
final class CommandChoice {
    private CommandChoice() {}

    /** The one that is called, or all if that cannot be told or help may be asked for. */
    static Collection<CommandName> of(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (CommonOption.anyConsumesNext(argument)) {
                i++;
            } else if (!argument.startsWith("-")) {
                Optional<CommandName> called = CommandName.find(argument);
                return called.filter(command -> !command.isAboutAll())
                        .<Collection<CommandName>>map(List::of)
                        .orElseGet(CommandChoice::all);
            } else if (argument.equals("-h") || argument.equals(CommonOption.HELP.longName())) {
                return all();
            }
        }
        return all();
    }

    private static Collection<CommandName> all() {
        return List.of(CommandName.values());
    }
}
