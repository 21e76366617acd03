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

/** Serves a registry folder until it is interrupted. */
final class ServeCommand extends Subcommand {
    private static final int DEFAULT_PORT = 8080;
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int LAST_PORT = 65_535;
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private @Nullable String folder;
    private int port = DEFAULT_PORT;
    private String host = DEFAULT_HOST;

    ServeCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Serves a registry's folder over HTTP, until it is interrupted.",
                        "Example:",
                        "  ${COMMAND-FULL-NAME} ./registry --port 8080")
                .argument(value -> folder = value, 0, "REGISTRY_DIR", "The folder.")
                .number(
                        value -> port = value,
                        DEFAULT_PORT,
                        "N",
                        "The port (8080); 0 takes any that is free.",
                        "--port")
                .text(value -> host = value, DEFAULT_HOST, "HOST", "The address to listen on (127.0.0.1).", "--host");
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
