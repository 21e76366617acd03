// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFolderTest {
    private static final Model MODEL = Model.small(0.005);

    @TempDir
    Path folder;

    @Test
    void aMadeModelCanBePulledAndHasTheFilesThatItShouldHave() throws IOException {
        RegistryFolder registry = RegistryFolder.of(MODEL, folder);

        Path installed = pull(registry);

        assertThat(MODEL.files()).hasSize(100);
        assertThat(registry.hashes().problem(installed)).isEmpty();
    }

    @Test
    void aModelIsTheSameWhereverItIsMade() throws IOException {
        RegistryFolder one = RegistryFolder.of(MODEL, folder.resolve("one"));
        RegistryFolder other = RegistryFolder.of(MODEL, folder.resolve("other"));

        assertThat(other.path().resolve("models.json"))
                .hasSameBinaryContentAs(one.path().resolve("models.json"));
    }

    @Test
    void chunksHaveTheSizeThatTheModelSays() throws IOException {
        RegistryFolder registry = RegistryFolder.of(Model.link(1, 3.5 / 64), folder);

        assertThat(registry.path().resolve("data")).isDirectoryContaining(file -> sizeOf(file) == 1 << 20);
        assertThat(registry.path().resolve("data")).isDirectoryContaining(file -> sizeOf(file) == 1 << 19);
    }

    @Test
    void aFileWithAnotherByteIsFound() throws IOException {
        RegistryFolder registry = RegistryFolder.of(MODEL, folder);
        Path installed = pull(registry);
        Path file = installed.resolve(MODEL.files().get(3).path());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThat(registry.hashes().problem(installed)).hasValue(file + " has other bytes than the model");
    }

    @Test
    void aFileThatIsMissingIsFound() throws IOException {
        RegistryFolder registry = RegistryFolder.of(MODEL, folder);

        assertThat(registry.hashes().problem(folder).orElseThrow()).endsWith(" is missing");
    }

    private Path pull(RegistryFolder registry) {
        try (ModelManager models = ModelManager.builder("benchmarks")
                .environment(Map.of())
                .registry(registry.path().toString())
                .dataDirectory(folder.resolve("data"))
                .build()) {
            return models.pull(new ModelRef(Model.GROUP, MODEL.name(), Model.VERSION))
                    .model()
                    .path();
        }
    }

    private static long sizeOf(Path file) {
        return file.toFile().length();
    }
}
