// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.DamagedStoreException;
import io.xprim.models.ModelManager;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is listed and is not there, and a list that cannot be read. */
final class DamagedStoreTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 5000, 1).chunkSize(1000);

    @TempDir
    private Path base;

    private Sandbox sandbox;
    private ModelManager manager;

    @BeforeEach
    void install() throws IOException {
        sandbox = new Sandbox(base).with(MODEL);
        manager = sandbox.manager();
        manager.pull(Sandbox.REF);
    }

    @AfterEach
    void close() {
        manager.close();
        sandbox.close();
    }

    @Test
    @Tag("D11")
    void aFolderThatIsGoneIsNotInstalledAndAPlainPullMendsIt() throws IOException {
        Files.move(sandbox.version("v"), base.resolve("elsewhere"));

        assertThat(manager.verify(Sandbox.REF).ok()).isFalse();
        assertThatThrownBy(() -> manager.path(Sandbox.REF))
                .isInstanceOf(NotInstalledException.class)
                .hasMessageContaining("is gone; pull it again");
        assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
        sandbox.assertInstalled("v", MODEL);
        assertThat(manager.verify(Sandbox.REF).ok()).isTrue();
    }

    @Test
    @Tag("D11")
    void aFileThatIsGoneOrTooShortIsDamageAndAPlainPullMendsIt() throws IOException {
        Path file = sandbox.version("v").resolve("a.bin");
        for (boolean gone : new boolean[] {true, false}) {
            if (gone) {
                Files.delete(file);
            } else {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(4999);
                }
            }

            assertThat(manager.verify(Sandbox.REF).ok()).isFalse();
            // Readers do not look into every file each time.
            assertThat(manager.path(Sandbox.REF)).isEqualTo(sandbox.version("v"));
            assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
            sandbox.assertInstalled("v", MODEL);
        }
    }

    @ParameterizedTest
    @Tag("D09")
    @ValueSource(strings = {"", "{\"g\": {\"m\"", "\u0000\u0001\u0002", "[]", "null"})
    void nothingIsDoneInAStoreWhoseListCannotBeRead(String content) throws IOException {
        Files.writeString(base.resolve("registry.json"), content);
        Map<String, byte[]> before = sandbox.snapshot();
        List<Consumer<ModelManager>> calls = List.of(
                ModelManager::listInstalled,
                called -> called.path(Sandbox.REF),
                called -> called.getInstalled(Sandbox.REF),
                called -> called.pull(Sandbox.REF),
                called -> called.remove(Sandbox.REF),
                called -> called.removeAll("g", "m"),
                called -> called.verify(Sandbox.REF),
                ModelManager::checkUpdates,
                ModelManager::prune);

        for (Consumer<ModelManager> call : calls) {
            assertThatThrownBy(() -> call.accept(manager))
                    .isInstanceOf(DamagedStoreException.class)
                    .hasMessageContaining("registry.json is damaged");
        }

        Map<String, byte[]> after = sandbox.snapshot();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(before.get(path)));
    }
}
