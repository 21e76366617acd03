// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import static io.xprim.models.cli.option.CommonOption.DATA_DIR;
import static io.xprim.models.cli.option.CommonOption.PROGRESS;
import static io.xprim.models.cli.option.CommonOption.REGISTRY;
import static io.xprim.models.cli.option.CommonOption.RETRIES;
import static io.xprim.models.cli.option.CommonOption.TIMEOUT;
import static io.xprim.models.cli.option.CommonOption.TRANSPORT;
import static io.xprim.models.cli.option.CommonOption.WAIT;

import io.xprim.models.cli.option.CommonOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
    COMPLETION,
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
        return this == DEMO || this == COMPLETION;
    }

    /** Whether it has to see all the others. */
    public boolean isAboutAll() {
        return this == COMPLETION;
    }

    /** Whether its arguments name what is installed. */
    boolean takesInstalled() {
        return switch (this) {
            case INFO, PATH, UPDATE, REMOVE, VERIFY -> true;
            case LIST, PULL, PRUNE, PUBLISH, SERVE, COMPLETION, DEMO -> false;
        };
    }

    /** The common options that it takes like every command, and has no use for. */
    Set<CommonOption> idleOptions() {
        return switch (this) {
            case PULL, UPDATE -> Set.of();
            case VERIFY -> Set.of(PROGRESS);
            case LIST, INFO -> Set.of(WAIT, PROGRESS);
            case REMOVE -> Set.of(REGISTRY, TRANSPORT, TIMEOUT, RETRIES, PROGRESS);
            case PATH, PRUNE -> Set.of(REGISTRY, TRANSPORT, TIMEOUT, RETRIES, WAIT, PROGRESS);
            case PUBLISH, SERVE, COMPLETION -> Set.of(REGISTRY, DATA_DIR, TRANSPORT, TIMEOUT, RETRIES, WAIT, PROGRESS);
            case DEMO -> Set.of(REGISTRY, DATA_DIR, WAIT);
        };
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
            case COMPLETION -> new CompletionCommand(application);
            case DEMO -> new DemoCommand(application);
        };
    }
}
