// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.CallOptions;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.ProviderNotFoundException;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.cli.failure.Failure;
import io.xprim.models.cli.failure.Hint;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.cli.option.GivenOptions;
import io.xprim.models.cli.option.ProgressMode;
import io.xprim.models.cli.output.Console;
import io.xprim.models.cli.output.ConsoleLogger;
import io.xprim.models.cli.output.JsonObject;
import io.xprim.models.cli.output.JsonText;
import io.xprim.models.cli.output.TeeLogger;
import io.xprim.models.cli.progress.PullDisplay;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** One run of one command: its options, its output, and what it works with. */
final class Invocation {
    private final Application application;
    private final CommandSpec spec;
    private final GivenOptions options;
    private final Console console;
    private final UsedManager manager;
    private @Nullable ModelRef subject;
    private ModelFilter filter = ModelFilter.ALL;
    private boolean answered;

    Invocation(Application application, CommandSpec spec) {
        this.application = application;
        this.spec = spec;
        options = new GivenOptions(spec);
        manager = new UsedManager(application);
        console = new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    int run(Subcommand command) {
        try {
            ParseErrors.of(spec).ifPresent(message -> {
                throw new UsageException(message);
            });
            int code = command.run(this);
            return console.resultLost() ? Failure.STDOUT_CLOSED : code;
        } catch (ProviderNotFoundException e) {
            return new FailureReport(this, unusable(e)).deliver();
        } catch (RuntimeException | Error e) {
            return new FailureReport(this, e).deliver();
        } finally {
            manager.close();
        }
    }

    /** Once there is a manager, what can be missing is the transport; where an option chose it, the option is wrong. */
    private RuntimeException unusable(ProviderNotFoundException e) {
        boolean chosen = manager.isOpen() && options.transport().isPresent();
        return chosen ? new UsageException(CommonOption.TRANSPORT.longName() + ": " + e.getMessage(), e) : e;
    }

    Application application() {
        return application;
    }

    GivenOptions options() {
        return options;
    }

    Console console() {
        return console;
    }

    /** How the user calls this command: {@code mytool models pull}. */
    String command() {
        return spec.qualifiedName();
    }

    /** How the user calls the tree: {@code mytool models}. */
    String program() {
        CommandSpec tree = spec.userObject() instanceof RootCommand ? spec : spec.parent();
        return tree.qualifiedName();
    }

    /** What messages begin with: {@code mytool}. */
    String programName() {
        return spec.root().name();
    }

    /** The model that this is about, for messages. */
    void subject(ModelRef ref) {
        subject = ref;
    }

    @Nullable
    ModelRef subject() {
        return subject;
    }

    /** Which models this is about, for messages. */
    void filter(ModelFilter wanted) {
        filter = wanted;
    }

    ModelFilter filter() {
        return filter;
    }

    boolean answered() {
        return answered;
    }

    /** Gives the result in the form asked for: the JSON document, or the lines for people, or nothing if those are not wanted. */
    void answer(Consumer<JsonObject> json, List<String> text) {
        answer(() -> JsonText.object(json), text, List.of());
    }

    /** The same, with the lines for {@code --quiet}. */
    void answer(Supplier<String> json, List<String> text, List<String> quiet) {
        if (options.json()) {
            answerJson(json.get());
        } else {
            (options.quiet() ? quiet : text).forEach(console::result);
        }
    }

    void answerJson(String document) {
        answered = true;
        console.result(document);
    }

    /** Says something to people, on stderr. */
    void remark(String line) {
        if (!options.json() && !options.quiet()) {
            console.message(line);
        }
    }

    CallOptions callOptions() {
        return CallOptions.builder().cancellation(application.cancellation()).build();
    }

    /** A manager that knows what is installed. */
    ModelManager localManager() {
        return manager.open(() -> ManagerSettings.local(application, options, logger()));
    }

    /** A manager that reaches the registry. */
    ModelManager remoteManager() {
        return manager.open(() -> ManagerSettings.remote(application, options, logger()));
    }

    /** A manager that reaches the registry if one is known. */
    ModelManager mendingManager() {
        return manager.open(() -> ManagerSettings.remoteIfKnown(application, options, logger()));
    }

    /** Whether a registry was named, or may be known to a manager that was given. */
    boolean knowsRegistry() {
        return ManagerSettings.knowsRegistry(application, options);
    }

    /** What there is where the failure says that something is not. */
    List<ModelRef> known(Failure failure) {
        return manager.known(failure);
    }

    Hint hint() {
        return new Hint(program(), options.places());
    }

    RegistryPublisher publisher(Path registry) {
        return application.publishers().apply(registry);
    }

    System.Logger logger() {
        System.Logger given = application.logger();
        if (given == null) {
            return new ConsoleLogger(console, consoleLevel());
        }
        return options.verbose() ? new TeeLogger(given, new ConsoleLogger(console, System.Logger.Level.DEBUG)) : given;
    }

    PullDisplay display() {
        ProgressMode mode = options.progress();
        if (mode == ProgressMode.NONE || options.json() || options.quiet()) {
            return PullDisplay.NONE;
        }
        return mode == ProgressMode.PLAIN || !terminalIsUsable()
                ? PullDisplay.plain(console)
                : PullDisplay.automatic(console, application.terminal().get());
    }

    private System.Logger.Level consoleLevel() {
        if (options.verbose()) {
            return System.Logger.Level.DEBUG;
        }
        return options.quiet() ? System.Logger.Level.OFF : System.Logger.Level.WARNING;
    }

    /** Cheap signs first: finding out for sure loads a native library. Windows sets no TERM. */
    private boolean terminalIsUsable() {
        String term = application.environmentValue("TERM");
        return term == null ? application.environmentValue("WINDIR") != null : !term.equals("dumb");
    }
}
