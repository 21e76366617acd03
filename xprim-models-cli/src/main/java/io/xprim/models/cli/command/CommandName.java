// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import java.util.Locale;
import java.util.Optional;

/** The commands there are, in the order of the help. A command's class is loaded only when it is made. */
public enum CommandName {
    LIST,
    PULL,
    INFO,
    PATH,
    UPDATE,
    REMOVE,
    VERIFY,
    PRUNE,
    PUBLISH,
    SERVE,
    DEMO;

    /** The command with that name. */
    public static Optional<CommandName> find(String text) {
        for (CommandName name : values()) {
            if (name.text().equals(text)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Whether it is of use to those alone who make registries. */
    public boolean isRegistryTool() {
        return this == PUBLISH || this == SERVE;
    }

    /** Whether only the program itself has it. */
    public boolean isStandaloneOnly() {
        return this == DEMO;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Subcommand create(Application application) {
        return switch (this) {
            case LIST -> new ListCommand(application);
            case PULL -> new PullCommand(application);
            case INFO -> new InfoCommand(application);
            case PATH -> new PathCommand(application);
            case UPDATE -> new UpdateCommand(application);
            case REMOVE -> new RemoveCommand(application);
            case VERIFY -> new VerifyCommand(application);
            case PRUNE -> new PruneCommand(application);
            case PUBLISH -> new PublishCommand(application);
            case SERVE -> new ServeCommand(application);
            case DEMO -> new DemoCommand(application);
        };
    }
}
