// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an installed version came from. */
class InstalledDetailsTest {
    @TempDir
    private Path folder;

    private InstalledStore store;
    private Path provenance = Path.of("");

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
        provenance = store.version().resolve(".test/provenance.json");
    }

    private Optional<URI> registry() {
        try (ModelManager manager = store.manager()) {
            return manager.getInstalled(InstalledStore.REF).registry();
        }
    }

    private void write(String address) throws IOException {
        String document = "{\"manifest_hash\": \"" + InstalledStore.MODEL.manifestHash() + "\", \"registry\": \""
                + address + "\", \"installed_at\": \"2026-01-02T03:04:05Z\"}";
        Files.writeString(provenance, document);
    }

    @Test
    void isKnownOfWhatWeInstalled() {
        assertThat(registry()).contains(folder.resolve("registry").toUri());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://models.example.com/",
                "http://127.0.0.1:8080/a%20b/c",
                "HTTPS://[::1]/",
                "file:/models",
                "file:///models/m%C3%A4rz/"
            })
    void isShownIfItIsTheAddressOfARegistry(String address) throws IOException {
        write(address);
        assertThat(registry()).contains(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models",
                "//models.example.com/",
                "ftp://models.example.com/",
                "javascript:alert(1)",
                "https:models",
                "https:///models",
                "https://me:secret@models.example.com/",
                "https://me:secret@models_example/",
                "https://models.example.com/?token=secret",
                "https://models.example.com/#secret",
                "file:models",
                "file://me:secret@host/models",
                "file:///models?token=secret",
                "https://models.example.com/\\u001b[2J",
                "https://models.example.com/\\ud800"
            })
    void isNotShownIfNoRegistryCanHaveTheAddress(String address) throws IOException {
        write(address);
        assertThat(registry()).isEmpty();
    }

    @Test
    void isNotShownIfItIsLongWithoutMeasure() throws IOException {
        write("https://models.example.com/" + "a".repeat(3000));
        assertThat(registry()).isEmpty();
        write("https://models.example.com/" + "a".repeat(100_000));
        assertThat(registry()).isEmpty();
    }

    @Test
    void isNotKnownOfWhatAnotherProgramInstalled() throws IOException {
        Files.delete(provenance);
        assertThat(registry()).isEmpty();
        Files.writeString(provenance, "{");
        assertThat(registry()).isEmpty();
    }

    @Test
    void isNotKnownIfItIsSaidOfAnotherManifest() throws IOException {
        Files.writeString(
                provenance, Files.readString(provenance).replace(InstalledStore.MODEL.manifestHash(), "0".repeat(64)));
        assertThat(registry()).isEmpty();
    }

    @Test
    void isNotReadThroughALink() throws IOException {
        Path elsewhere = Files.move(provenance, folder.resolve("elsewhere"));
        Files.createSymbolicLink(provenance, elsewhere);
        assertThat(registry()).isEmpty();
    }
}
