// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores and registries in folders whose names or ways there are out of the ordinary. */
@Timeout(120)
final class BaseFolderTest {
    private static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 3000, 1)
            .file("mo\u0308del/权重", "x")
            .chunkSize(1000);

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(folder.resolve("ordinary"));
        sandbox.registry.add("g", "m", "v", MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @Tag("P03")
    @Tag("P04")
    @ValueSource(
            strings = {
                "with space",
                "模型 ünïcode 😀",
                "100%25",
                "#frag?query",
                "quote'\"s",
                "-rf",
                "--data-dir",
                "a;b&c|d$HOME`e`",
                "[x]{y}(z)*",
                "back\\slash",
                "C:",
                "e\u0301"
            })
    void lettersOfAnyKindAreTakenAsTheyAre(String name) throws IOException {
        Path registry = folder.resolve("registry " + name);
        sandbox.registry.writeTo(registry);

        assertWorks(folder.resolve(name), registry, folder.resolve(name));
    }

    @Test
    @Tag("P04")
    void aLinkToTheFolderIsResolvedSoThatAllWhoShareItLockTheSame() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).toRealPath();
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Path registry = folder.resolve("registry");
        sandbox.registry.writeTo(registry);

        assertWorks(link, Files.createSymbolicLink(folder.resolve("registry-link"), registry), real);
    }

    @Test
    @Tag("P04")
    void aRelativeFolderIsTakenFromWhereTheProcessIsAndSaidWhole() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path registry = folder.resolve("registry");
        sandbox.registry.writeTo(registry);

        assertWorks(
                here.relativize(folder.toRealPath().resolve("store")),
                here.relativize(registry.toRealPath()),
                folder.toRealPath().resolve("store"));
    }

    private void assertWorks(Path base, Path registry, Path expected) {
        try (ModelManager manager = sandbox.builder()
                .dataDirectory(base)
                .registry(registry.toString())
                .build()) {
            manager.pull(Sandbox.REF);

            Path version = manager.path(Sandbox.REF);
            assertThat(version).isAbsolute();
            assertThat(version.normalize()).isEqualTo(expected.resolve("g/m/v"));
            MODEL.files()
                    .forEach(
                            (path, content) -> assertThat(version.resolve(path)).hasBinaryContent(content));
            assertThat(manager.verify(Sandbox.REF).ok()).isTrue();
            manager.remove(Sandbox.REF);
            assertThat(version).doesNotExist();
        }
    }
}
