// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.DamagedStoreException;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.RebuildResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged registry.json: never taken for an empty one, and made again from the folders. */
class RegistryRebuildTest {
    @TempDir
    private Path folder;

    private InstalledStore store;
    private Path registry;

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
        registry = store.base.resolve("registry.json");
    }

    @ParameterizedTest
    @Tag("D09")
    @ValueSource(strings = {"", "{", "[]", "null", "\u0000\u0000\u0000", "{\"g\":{\"m\":{\"v\":{}}}", "{} x"})
    void isRefusedByEveryCallAndNothingIsDeleted(String content) throws IOException {
        Files.writeString(registry, content);
        try (ModelManager manager = store.manager()) {
            List<Runnable> calls = List.of(
                    manager::listInstalled,
                    manager::prune,
                    () -> manager.path(InstalledStore.REF),
                    () -> manager.pull(InstalledStore.REF),
                    () -> manager.remove(InstalledStore.REF),
                    () -> manager.verify(InstalledStore.REF));
            for (Runnable call : calls) {
                assertThatExceptionOfType(DamagedStoreException.class)
                        .isThrownBy(call::run)
                        .withMessageContaining("registry.json is damaged");
            }
        }
        assertThat(registry).hasContent(content);
        assertThat(store.version().resolve("a.bin")).exists();
    }

    @Test
    @Tag("D09")
    void isMadeAgainFromTheManifestsAndKeptBeside() throws IOException {
        InstalledModel before;
        try (ModelManager manager = store.manager()) {
            before = manager.getInstalled(InstalledStore.REF);
            Files.writeString(registry, "{\"g\": ");

            RebuildResult result = manager.rebuild();

            assertThat(result.listed()).containsExactly(InstalledStore.REF);
            assertThat(result.unlisted()).isEmpty();
            assertThat(result.setAside().orElseThrow())
                    .hasContent("{\"g\": ")
                    .satisfies(copy -> assertThat(copy.getFileName().toString())
                            .matches("registry\\.json\\.corrupt-\\d{8}T\\d{6}Z-[0-9a-f]{16}"));
            assertThat(manager.getInstalled(InstalledStore.REF)).hasToString(before.toString());
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
        }
    }

    @Test
    @Tag("D09")
    void whatIsNotDamagedStaysAsItIs() throws IOException {
        String before = Files.readString(registry);
        try (ModelManager manager = store.manager()) {
            assertThat(manager.rebuild().setAside()).isEmpty();
        }
        assertThat(registry).hasContent(before);
        try (Stream<Path> files = Files.list(store.base)) {
            assertThat(files).noneMatch(file -> file.toString().contains("corrupt"));
        }
    }

    @Test
    @Tag("D09")
    void whereThereIsNoStoreNoneIsMade() {
        Path nowhere = folder.resolve("nowhere");
        try (ModelManager manager =
                ModelManager.builder("test").dataDirectory(nowhere).build()) {
            assertThat(manager.rebuild().setAside()).isEmpty();
        }
        assertThat(nowhere).doesNotExist();
    }

    @Test
    @Tag("D09")
    void aFolderThatDoesNotSayWhatItIsIsNamedAndNotListed() throws IOException {
        // As the Go client leaves it: its own rendering of the manifest, and no provenance.
        Path foreign = Files.createDirectories(store.base.resolve("g/m/go/.xprim"));
        Files.copy(store.version().resolve(".test/manifest.json"), foreign.resolve("manifest.json"));
        Path changed = Files.createDirectories(store.base.resolve("g/m/changed/.test"));
        Files.writeString(changed.resolve("manifest.json"), "{}");
        Files.copy(store.version().resolve(".test/provenance.json"), changed.resolve("provenance.json"));
        Path nothing = Files.createDirectories(store.base.resolve("g/m/nothing/.test"));
        Path half = Files.createDirectories(store.base.resolve("g/m/.half.new/.test"));
        Files.copy(store.version().resolve(".test/manifest.json"), half.resolve("manifest.json"));
        Files.writeString(registry, "");
        try (ModelManager manager = store.manager()) {
            RebuildResult result = manager.rebuild();
            assertThat(result.listed()).containsExactly(InstalledStore.REF);
            assertThat(result.unlisted()).containsExactly(changed.getParent(), foreign.getParent());
            assertThat(manager.installedRefs()).containsExactly(InstalledStore.REF);
        }
        assertThat(foreign).exists();
        assertThat(nothing).exists();
    }

    @Test
    @Tag("D09")
    void aVersionThatAnUpdateHadDisplacedWhenItWasCutOffComesBack() throws IOException {
        Files.move(store.version(), store.base.resolve("g/m/.v.old"));
        Files.writeString(registry, "[]");
        try (ModelManager manager = store.manager()) {
            assertThat(manager.rebuild().listed()).containsExactly(InstalledStore.REF);
            assertThat(manager.path(InstalledStore.REF)).isEqualTo(store.version());
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
        }
    }

    @Test
    @Tag("D09")
    void aRebuildingThatStopsAnywhereLeavesTheDamagedFileOrTheNewOne() throws IOException {
        boolean stopped = true;
        int rebuilt = 0;
        for (int at = 1; stopped; at++) {
            Files.writeString(registry, "damaged");
            WatchedFileOperations operations = WatchedFileOperations.stoppedAt(at);
            try {
                store.over(operations).rebuild(new io.xprim.models.Cancellation());
            } catch (IOException e) {
                assertThat(e).hasMessage("stopped");
            }
            stopped = operations.count() >= at;
            assertThat(registry).exists();
            try (ModelManager manager = store.manager()) {
                rebuilt += manager.rebuild().setAside().isEmpty() ? 1 : 0;
                assertThat(manager.installedRefs()).containsExactly(InstalledStore.REF);
            }
        }
        assertThat(rebuilt).isGreaterThan(1);
    }

    @Test
    @Tag("D09")
    void aVersionThatIsThereIsListedAndNotTheOneThatItDisplaced() throws IOException {
        Path displaced = Files.createDirectories(store.base.resolve("g/m/.v.old/.test"));
        Files.writeString(displaced.resolve("manifest.json"), "{}");
        Files.writeString(registry, "[]");
        try (ModelManager manager = store.manager()) {
            RebuildResult result = manager.rebuild();
            assertThat(result.listed()).containsExactly(InstalledStore.REF);
            assertThat(result.unlisted()).isEmpty();
        }
    }

    @Test
    @Tag("D09")
    void aRebuildingThatIsCancelledChangesNothing() throws IOException {
        Files.writeString(registry, "[]");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> store.over(new SystemFileOperations()).rebuild(cancellation));
        assertThat(registry).hasContent("[]");
    }
}
