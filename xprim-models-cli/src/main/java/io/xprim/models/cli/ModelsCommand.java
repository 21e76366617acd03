// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.cli.command.Application;
import io.xprim.models.cli.command.CommandName;
import io.xprim.models.cli.command.CommandTree;
import io.xprim.models.cli.command.CompletionScript;
import io.xprim.models.cli.command.ManagerSettings;
import io.xprim.models.cli.failure.Failure;
import io.xprim.models.cli.terminal.NativeTerminal;
import io.xprim.models.cli.terminal.StandardInput;
import io.xprim.models.cli.terminal.Terminal;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Makes the command tree {@code models} for another tool to attach:
 *
 * <pre>{@code
 * new CommandLine(new MyTool()).addSubcommand(ModelsCommand.builder("mytool").registry("https://…").build());
 * }</pre>
 *
 * <p>Building does no I/O. The commands write to the {@code out} and {@code err} of their command line, report their own failures, and
 * answer with the exit code: no exception comes out of them. They never end the JVM, set a system property, or install a signal handler or
 * shutdown hook; a tool that wants Ctrl-C to end a pull in good order cancels it through {@link Builder#cancellation}. Options that the
 * parent hands down to its subcommands under the name of one of ours ({@code --json}, {@code -h}, …) are the parent's, and are obeyed as
 * ours would be.
 *
 * @since 0.1
 */
public final class ModelsCommand {
    private ModelsCommand() {}

    /**
     * Starts a tree.
     *
     * @param appName the application, whose store it is by default and whose name its environment variables have:
     *     {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
     * @throws IllegalArgumentException if the name is malformed
     */
    public static Builder builder(String appName) {
        Objects.requireNonNull(ModelManager.builder(appName), "checks the name");
        return new Builder(appName);
    }

    /**
     * Writes a completion script for a whole tool, for bash, and for zsh with its {@code bashcompinit}: all commands and options of the tool,
     * and for our commands the models that are installed when it is asked, which it learns from the tool's {@code list --quiet}.
     *
     * @param tool the tool's own command line, with these commands attached; its name is how users call it
     */
    public static String completionScript(CommandLine tool) {
        return CompletionScript.of(tool);
    }

    /** Collects what the tree needs; not thread-safe. */
    public static final class Builder {
        private final String appName;
        private final List<CommandName> commands = new ArrayList<>();
        private String name = "models";
        private boolean standalone;
        private @Nullable Map<String, String> environment;
        private @Nullable String registry;
        private @Nullable String transport;
        private System.@Nullable Logger logger;
        private @Nullable Supplier<ModelManager> managerSupplier;
        private @Nullable Cancellation cancellation;
        private IntSupplier cancelledCode = Failure.CANCELLED::exitCode;
        private BiFunction<ManagerSettings, ModelManagerBuilder, ModelManager> managers =
                (settings, builder) -> builder.build();
        private Function<Path, RegistryPublisher> publishers = RegistryPublisher::to;
        private Supplier<Terminal> terminal = NativeTerminal::new;
        private Supplier<Reader> input = StandardInput::open;

        private Builder(String appName) {
            this.appName = appName;
            for (CommandName command : CommandName.values()) {
                if (!command.isRegistryTool() && !command.isStandaloneOnly()) {
                    commands.add(command);
                }
            }
        }

        /** The registry that is used unless an option or an environment variable names another: a URL or a folder. */
        public Builder registry(String urlOrFolder) {
            registry = Objects.requireNonNull(urlOrFolder, "urlOrFolder");
            return this;
        }

        /** What the tree's root is called; {@code models} by default. */
        public Builder name(String commandName) {
            name = Objects.requireNonNull(commandName, "commandName");
            return this;
        }

        /** The id of the transport that is used unless an option names another. */
        public Builder transport(String id) {
            transport = Objects.requireNonNull(id, "id");
            return this;
        }

        /** Who hears what happens, in place of warnings on stderr; {@code --verbose} shows everything there besides. */
        public Builder logger(System.Logger target) {
            logger = Objects.requireNonNull(target, "target");
            return this;
        }

        /**
         * Where the manager comes from. It stays the caller's to close, and the options that say how to make one are not offered. Called
         * once by each command that needs a manager.
         */
        public Builder managerSupplier(Supplier<ModelManager> supplier) {
            managerSupplier = Objects.requireNonNull(supplier, "supplier");
            return this;
        }

        /** What ends the running command from another thread; it then answers with 130 within a second or so. */
        public Builder cancellation(Cancellation source) {
            cancellation = Objects.requireNonNull(source, "source");
            return this;
        }

        /** The environment variables; the process's by default. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /** Adds {@code publish} and {@code serve}. */
        public Builder withRegistryTools() {
            commands.add(CommandName.PUBLISH);
            commands.add(CommandName.SERVE);
            return this;
        }

        /** Makes it the program itself, with these commands. */
        Builder standalone(Collection<CommandName> chosen) {
            standalone = true;
            commands.clear();
            commands.addAll(chosen);
            return this;
        }

        /** What a cancelled command answers with, in place of 130. */
        Builder cancelledCode(IntSupplier source) {
            cancelledCode = source;
            return this;
        }

        Builder managers(BiFunction<ManagerSettings, ModelManagerBuilder, ModelManager> opener) {
            managers = opener;
            return this;
        }

        Builder publishers(Function<Path, RegistryPublisher> opener) {
            publishers = opener;
            return this;
        }

        Builder terminal(Supplier<Terminal> source) {
            terminal = source;
            return this;
        }

        Builder input(Supplier<Reader> source) {
            input = source;
            return this;
        }

        /** Makes the tree, for a parent's {@link CommandLine#addSubcommand(Object)} or to be executed by itself. */
        public CommandLine build() {
            Application application = new Application(
                    appName,
                    standalone,
                    environment == null ? System.getenv() : environment,
                    registry,
                    transport,
                    logger,
                    managerSupplier,
                    managers,
                    publishers,
                    cancellation == null ? new Cancellation() : cancellation,
                    cancelledCode,
                    terminal,
                    input);
            return CommandTree.of(application, name, commands);
        }
    }
}
