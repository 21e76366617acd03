// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.PullResult.Outcome;
import io.xprim.models.cli.command.ManagerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manager here copies the sample, where a real one would pull it. */
class DemoCommandTest {
    private final Cli cli = new Cli("xprim");
    private final StubPublisher publisher = new StubPublisher();
    private boolean damage;

    DemoCommandTest() {
        cli.builder.publishers(publisher::open);
        cli.manager.pull = this::copy;
    }

    @Test
    void aFolderOfOnesOwnKeepsEverything(@TempDir Path folder) {
        assertThat(cli.run("demo", "--dir", folder.toString())).isZero();
        ManagerSettings opened = cli.lastOpened();
        assertThat(opened.environment())
                .containsEntry("XPRIM_MODELS_DIR", folder.resolve("data").toString());
        assertThat(opened.registry().orElseThrow().address()).matches("http://127\\.0\\.0\\.1:[0-9]+/");
        assertThat(cli.out())
                .contains(
                        "Published it as demo/sample v1",
                        "Serving that at http://127.0.0.1:",
                        "Verified",
                        folder.toString())
                .contains("  xprim-models publish ", "  xprim-models serve ", "  xprim-models pull ");
        assertThat(folder.resolve("sample/model.safetensors")).hasSize(24 << 20);
        assertThat(folder.resolve("sample/special_tokens.txt")).isEmptyFile();
        assertThat(folder.resolve("sample/config/model.json")).exists();
    }

    @Test
    void aTemporaryFolderIsDeletedAgain() {
        assertThat(cli.run("demo", "--json")).isZero();
        assertThat(Json.object(cli.out())).containsEntry("outcome", "installed").containsEntry("kept", false);
        assertThat(Path.of(String.valueOf(Json.object(cli.out()).get("directory"))))
                .doesNotExist();
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void damageIsFoundAndTheFolderDeleted() {
        damage = true;
        assertThat(cli.run("demo")).isEqualTo(6);
        assertThat(cli.err()).contains("xprim-models: demo: verify: ", "config").contains("model.json");
        assertThat(Objects.requireNonNull(publisher.registry).getParent()).doesNotExist();
    }

    private PullResult copy(ModelRef ref, PullOptions options) {
        Path sample = Objects.requireNonNull(publisher.folder);
        Path installed = Path.of(cli.lastOpened().environment().get("XPRIM_MODELS_DIR"), "demo", "sample", "v1");
        try (Stream<Path> files = Files.walk(sample)) {
            Files.createDirectories(installed.getParent());
            for (Path file : files.toList()) {
                Files.copy(file, installed.resolve(sample.relativize(file).toString()));
            }
            if (damage) {
                Files.writeString(installed.resolve("config/model.json"), "other");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PullResult.builder()
                .outcome(Outcome.INSTALLED)
                .elapsed(Duration.ofSeconds(1))
                .model(InstalledModel.builder()
                        .ref(ref)
                        .manifestHash(StubManager.HASH)
                        .installedAt(Instant.EPOCH)
                        .path(installed)
                        .build())
                .build();
    }
}
