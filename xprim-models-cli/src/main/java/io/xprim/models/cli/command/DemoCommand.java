// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.command;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.cli.command.ManagerSettings.RegistrySetting;
import io.xprim.models.cli.output.HumanText;
import io.xprim.models.cli.server.RegistryServer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Goes the whole way once, with a sample. */
final class DemoCommand extends Subcommand {
    private static final ModelRef SAMPLE = new ModelRef("demo", "sample", "v1");

    private @Nullable String directory;
    private boolean keep;

    DemoCommand(Application application) {
        super(application);
    }

    @Override
    void declare(Declaration takes) {
        takes.help(
                        "Publishes, serves, pulls and verifies a sample, in a temporary folder, and says what it did.",
                        "Example:",
                        "  ${COMMAND-FULL-NAME} --dir ./try-it")
                .text(value -> directory = value, "DIR", "Work in this folder, and leave everything there.", "--dir")
                .flag(value -> keep = value, "Leave the temporary folder.", "--keep");
    }

    @Override
    int run(Invocation invocation) {
        invocation.subject(SAMPLE);
        Tour tour;
        try (DemoFolder folder = DemoFolder.open(directory, keep)) {
            tour = walk(invocation, folder);
        }
        conclude(invocation, tour);
        return 0;
    }

    private record Tour(DemoFolder folder, String url, PublishResult published, PullResult pulled) {}

    private static Tour walk(Invocation invocation, DemoFolder folder) {
        DemoSample sample = new DemoSample(folder.sample());
        sample.write();
        say(
                invocation,
                "Made a sample model of " + HumanText.count(sample.fileCount(), "file") + " in " + folder.sample());
        PublishResult published = invocation
                .publisher(folder.registry())
                .publish(
                        folder.sample(),
                        SAMPLE,
                        PublishOptions.builder()
                                .cancellation(invocation.application().cancellation())
                                .build());
        say(
                invocation,
                "Published it as " + SAMPLE + ", " + HumanText.size(published.totalSize()) + " in "
                        + HumanText.count(published.chunkCount(), "chunk") + ", to " + folder.registry());
        try (RegistryServer server = RegistryServer.start(folder.registry(), "127.0.0.1", 0, invocation.logger())) {
            String url = server.url().toString();
            say(invocation, "Serving that at " + url);
            PullResult pulled = pull(invocation, folder, url);
            say(
                    invocation,
                    "Pulled it in " + HumanText.stopwatch(pulled.elapsed()) + " to "
                            + pulled.model().path());
            sample.verify(pulled.model().path());
            say(invocation, "Verified that every installed file has the SHA-256 of the sample's");
            return new Tour(folder, url, published, pulled);
        }
    }

    private static PullResult pull(Invocation invocation, DemoFolder folder, String url) {
        Application application = invocation.application();
        ManagerSettings settings = ManagerSettings.local(application, invocation.options(), invocation.logger())
                .withRegistry(new RegistrySetting(url, "demo"), application.transport())
                .withEnvironment(application.variable("DIR"), folder.data().toString());
        try (ModelManager manager = application.open(settings)) {
            return new WatchedPull(invocation)
                    .run(manager, SAMPLE, PullOptions.builder().cancellation(application.cancellation()));
        }
    }

    private static void conclude(Invocation invocation, Tour tour) {
        DemoFolder folder = tour.folder();
        String program = invocation.program();
        say(
                invocation,
                folder.kept()
                        ? "Everything is still in " + folder.path()
                        : "Deleted " + folder.path() + " again (--keep leaves it)");
        say(invocation, "");
        say(invocation, "The same by hand, with a folder of your own:");
        say(invocation, "  " + program + " publish ./my-model my/model v1 --to ./registry");
        say(invocation, "  " + program + " serve ./registry");
        say(invocation, "  " + program + " pull my/model v1 --registry http://127.0.0.1:8080/");
        say(invocation, "  " + program + " path my/model v1");
        if (invocation.options().json()) {
            invocation.answer(
                    json -> json.ref(SAMPLE)
                            .manifestHash(tour.published().manifestHash())
                            .content(
                                    tour.published().totalSize(),
                                    tour.published().fileCount())
                            .number("chunk_count", tour.published().chunkCount())
                            .text("directory", folder.path().toString())
                            .text("registry", folder.registry().toString())
                            .text("url", tour.url())
                            .text("path", tour.pulled().model().path().toString())
                            .text("outcome", tour.pulled().outcome().name().toLowerCase(Locale.ROOT))
                            .number("bytes_fetched", tour.pulled().bytesFetched())
                            .number("bytes_reused", tour.pulled().bytesReused())
                            .number("elapsed_ms", tour.pulled().elapsed().toMillis())
                            .flag("kept", folder.kept()),
                    List.of());
        }
    }

    /** The steps are the result of a demonstration. */
    private static void say(Invocation invocation, String line) {
        if (!invocation.options().json() && !invocation.options().quiet()) {
            invocation.console().result(line);
        }
    }
}
