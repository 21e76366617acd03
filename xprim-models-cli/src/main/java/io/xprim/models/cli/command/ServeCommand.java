// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.cli.failure.UsageException;
import io.xprim.models.cli.output.JsonText;
import io.xprim.models.cli.server.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a registry folder until it is interrupted. */
@Command(
        description = "Serves a registry's folder over HTTP, until it is interrupted.",
        abbreviateSynopsis = true,
        footer = {"", "Example:", "  ${COMMAND-FULL-NAME} ./registry --port 8080"})
final class ServeCommand extends Subcommand {
    private static final int DEFAULT_PORT = 8080;
    private static final int LAST_PORT = 65_535;
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    @Parameters(arity = "0..1", paramLabel = "REGISTRY_DIR", hideParamSyntax = true, description = "The folder.")
    private @Nullable String folder;

    @Option(names = "--port", paramLabel = "N", description = "The port (8080); 0 takes any that is free.")
    private int port = DEFAULT_PORT;

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on (127.0.0.1).")
    private String host = "127.0.0.1";

    ServeCommand(Application application) {
        super(application);
    }

    @Override
    int run(Invocation invocation) {
        Path registry = PublishCommand.folder(folder, "which registry? Name its folder");
        if (port < 0 || port > LAST_PORT) {
            throw new UsageException("--port: " + port + " is no port; take 0 to " + LAST_PORT);
        }
        if (!Files.exists(registry.resolve("models.json"))) {
            invocation.remark("There is no models.json in " + registry + " yet; nothing can be pulled until something"
                    + " is published there.");
        }
        try (RegistryServer server = RegistryServer.start(registry, host, port, invocation.logger())) {
            String url = server.url().toString();
            invocation.answer(
                    () -> JsonText.object(json -> json.text("url", url).text("registry", registry.toString())),
                    List.of("Serving " + registry + " at " + url),
                    List.of(url));
            return awaitEnd(invocation);
        }
    }

    /** Nothing but a cancellation or an interrupt ends it, and that is no failure to report: the answer was given. */
    private static int awaitEnd(Invocation invocation) {
        try {
            invocation.application().cancellation().await(FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return invocation.application().cancelledCode().getAsInt();
    }
}
