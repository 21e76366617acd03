// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ProviderNotFoundException;
import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.option.CommonOption;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ProviderSelection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The root of the tree. By itself it tells its version, and otherwise that a command is missing. */
final class RootCommand extends Subcommand {
    static final String VERSION_OPTION = "--version";

    RootCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Gets machine-learning models onto this machine and keeps them right.",
                        "Exit codes: 0 done, 1 general or registry, 2 arguments, 3 not in the registry,",
                        "4 not installed, 5 network, 6 verification, 7 storage or lock, 130 interrupted.")
                .list("COMMAND", "%nCommands:%n");
    }

    @Override
    int run(Invocation invocation) {
        CommandSpec spec = spec();
        if (invocation.application().standalone()
                && spec.commandLine().getParseResult().hasMatchedOption(VERSION_OPTION)) {
            tellVersion(invocation);
            return 0;
        }
        if (!invocation.options().json()) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        throw new UsageException(
                "which command? '" + spec.qualifiedName() + " " + CommonOption.HELP.longName() + "' shows them");
    }

    private static void tellVersion(Invocation invocation) {
        String version = version();
        String java = Runtime.version().toString();
        String transport = transport(invocation);
        invocation.answer(
                json -> json.text("name", invocation.programName())
                        .text("version", version)
                        .text("java", java)
                        .text("transport", transport),
                List.of(invocation.programName() + " " + version, "Java " + java, "transport " + transport));
    }

    /** From the module's descriptor, or from the jar's manifest where there are no modules. */
    private static String version() {
        Module module = RootCommand.class.getModule();
        Optional<String> ofModule = Optional.ofNullable(module.getDescriptor()).flatMap(d -> d.rawVersion());
        return ofModule.or(
                        () -> Optional.ofNullable(RootCommand.class.getPackage().getImplementationVersion()))
                .orElse("(unknown version)");
    }

    private static String transport(Invocation invocation) {
        Optional<String> wanted = invocation
                .options()
                .transport()
                .or(() -> Optional.ofNullable(invocation.application().transport()));
        try {
            return ProviderSelection.of(HttpTransportProvider.class)
                    .configuredId(wanted)
                    .select()
                    .id();
        } catch (ProviderNotFoundException e) {
            if (wanted.isPresent()) {
                throw e;
            }
            return "none";
        }
    }
}
