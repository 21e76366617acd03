// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.FaultServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application in an image, linked as the guide says, pulls a model with what is in the image alone. */
final class ImagesTest {
    private static final String APPLICATION = "io.xprim.models.examples.embed";
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    private Path folder;

    /** An image by its name in the guide, and all that may be in it. */
    enum Image {
        URLCONNECTION("io.xprim.models.transport.urlconnection", "java.base jdk.crypto.ec jdk.jfr"),
        JDK("io.xprim.models.transport.jdk", "java.base java.net.http jdk.crypto.ec jdk.jfr");

        private final String transport;
        private final String ofTheJdk;

        Image(String transport, String ofTheJdk) {
            this.transport = transport;
            this.ofTheJdk = ofTheJdk;
        }

        List<String> added() {
            return List.of(APPLICATION, "io.xprim.models", "io.xprim.models.core", transport, "tools.jackson.core");
        }

        List<String> expected() {
            return Stream.concat(added().stream(), Stream.of(ofTheJdk.split(" ")))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImageHasWhatItNeedsAndPulls(Image image) throws Exception {
        Run linked = Linker.with(folder, image.added()).run(image.name());
        assertThat(linked.exitCode()).as(linked.output()).isZero();

        System.out.println("image " + image + ": " + size(folder.resolve("image")) / MEGABYTE + " MB on Java "
                + Runtime.version().feature());
        assertThat(modules()).containsExactlyInAnyOrderElementsOf(image.expected());
        assertPulls();
        assertLocksCanBeTried();
    }

    @Test
    void okHttpCannotBeLinkedAsItIs() throws Exception {
        List<String> jars = List.of(
                APPLICATION,
                "io.xprim.models",
                "io.xprim.models.core",
                "tools.jackson.core",
                "io.xprim.models.transport.okhttp",
                "okhttp3",
                "okio",
                "kotlin.stdlib");

        Run linked = Linker.with(folder, jars).run("OKHTTP");

        assertThat(linked.exitCode()).isNotZero();
        assertThat(linked.output()).contains("automatic module", "okio");
    }

    private void assertPulls() throws IOException, InterruptedException {
        SampleModel model = new SampleModel()
                .chunkSize(1000)
                .randomFile("weights.bin", 2500, 1)
                .file("config/model.json", "{}");
        Path models = folder.resolve("models");
        try (FaultServer server = FaultServer.serving(
                new SampleRegistry().add("g", "m", "v1", model).toMap())) {
            Run run = image(
                    Map.of("MY_APP_MODELS_DIR", models.toString()),
                    "--module",
                    APPLICATION + "/" + APPLICATION + ".App",
                    server.uri().toString(),
                    "g/m:v1");

            Path installed = models.resolve("g").resolve("m").resolve("v1");
            assertThat(run).isEqualTo(new Run(0, "INSTALLED " + installed + System.lineSeparator()));
            model.files()
                    .forEach((path, content) ->
                            assertThat(installed.resolve(path)).hasBinaryContent(content));
        }
    }

    /** As a manager tries them: with a second process from the same image. */
    private void assertLocksCanBeTried() throws IOException, InterruptedException {
        int gotIt = 20;
        Path lock = folder.resolve("models/cache/locks/probe.lock");
        assertThat(lock).exists();
        Run run = image(
                Map.of(),
                "--module",
                "io.xprim.models.core/io.xprim.models.core.manager.LockProbeProcess",
                lock.toString(),
                "filelock",
                "PT10S");
        assertThat(run.exitCode()).as(run.output()).isEqualTo(gotIt);
    }

    private List<String> modules() throws IOException, InterruptedException {
        return image(Map.of(), "--list-modules")
                .output()
                .lines()
                .map(line -> line.replaceFirst("@.*", ""))
                .toList();
    }

    private Run image(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path java = folder.resolve("image").resolve("bin").resolve("java");
        return Run.of(
                folder,
                environment,
                Stream.concat(Stream.of(java.toString()), Stream.of(arguments)).toList());
    }

    private static long size(Path image) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
