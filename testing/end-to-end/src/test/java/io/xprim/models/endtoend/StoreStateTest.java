// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.DamagedStoreException;
import io.xprim.models.ModelManager;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RegistryException;
import io.xprim.models.StorageException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pull does with a store that something else has left in some state. */
final class StoreStateTest {
    private static final SampleModel OLD =
            new SampleModel().randomFile("a.bin", 5000, 1).chunkSize(1000);
    private static final SampleModel NEW =
            new SampleModel().randomFile("b.bin", 4000, 2).chunkSize(1000);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aPullThatFailedKeepsItsChunksAndTheNextOneFetchesTheRest() {
        sandbox.with(OLD);
        String last = "/data/" + OLD.chunkHashes().get(4);
        sandbox.server.next(last, new NetworkFault.Status(404));
        try (ModelManager manager = sandbox.manager()) {
            PullOptions oneByOne = PullOptions.builder().concurrency(1).build();
            assertThatThrownBy(() -> manager.pull(Sandbox.REF, oneByOne)).isInstanceOf(RegistryException.class);
            assertThatThrownBy(() -> manager.path(Sandbox.REF)).isInstanceOf(NotInstalledException.class);
            assertThat(manager.plan(Sandbox.REF, oneByOne).bytesToFetch()).isEqualTo(1000);

            PullResult result = manager.pull(Sandbox.REF);

            assertThat(result.bytesFetched()).isEqualTo(1000);
            assertThat(result.bytesReused()).isEqualTo(4000);
            assertThat(result.bytesVerified()).isEqualTo(5000);
        }
        sandbox.assertInstalled("v", OLD);
        OLD.chunkHashes()
                .subList(0, 4)
                .forEach(hash ->
                        assertThat(sandbox.server.count("/data/" + hash)).isEqualTo(1));
    }

    @Test
    void aStagedChunkThatRottedIsFetchedAgain() throws IOException {
        sandbox.with(OLD);
        sandbox.server.next("/data/" + OLD.chunkHashes().get(4), new NetworkFault.Status(404));
        try (ModelManager manager = sandbox.manager()) {
            PullOptions oneByOne = PullOptions.builder().concurrency(1).build();
            assertThatThrownBy(() -> manager.pull(Sandbox.REF, oneByOne)).isInstanceOf(RegistryException.class);
            Path staged = base.resolve("g/m/.v.new/a.bin");
            byte[] bytes = Files.readAllBytes(staged);
            bytes[1500] ^= 1;
            Files.write(staged, bytes);

            assertThat(manager.pull(Sandbox.REF).bytesFetched()).isEqualTo(2000);
        }
        sandbox.assertInstalled("v", OLD);
    }

    @Test
    void aStagingOfAnotherManifestIsThrownAway() throws IOException {
        sandbox.with(OLD);
        sandbox.server.next("/data/" + OLD.chunkHashes().get(4), new NetworkFault.Status(404));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(RegistryException.class);
            sandbox.with(NEW);

            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", NEW);
        assertThat(base.resolve("g/m")).isDirectoryNotContaining("glob:**.v.*");
    }

    @Test
    void cachedChunksAreUsedAndDamagedOnesRemovedAndFetched() throws IOException {
        sandbox.with(OLD);
        Path cache = Files.createDirectories(base.resolve("cache/chunks"));
        for (int i = 0; i < 3; i++) {
            Files.write(cache.resolve(OLD.chunkHashes().get(i)), OLD.chunks().get(i));
        }
        Path damaged = cache.resolve(OLD.chunkHashes().get(1));
        Files.write(damaged, new byte[1000]);
        try (ModelManager manager = sandbox.manager()) {
            PullResult result = manager.pull(Sandbox.REF);

            assertThat(result.bytesReused()).isEqualTo(2000);
            assertThat(result.bytesFetched()).isEqualTo(3000);
        }
        sandbox.assertInstalled("v", OLD);
        assertThat(damaged).doesNotExist();
        assertThat(sandbox.server.count("/data/" + OLD.chunkHashes().get(0))).isZero();
    }

    @ParameterizedTest
    @Tag("D09")
    @ValueSource(strings = {"", "{", "[]", "null", "\u0000\u0001", "{\"g\": {}, \"g\": {}}"})
    void aDamagedRegistryJsonIsNeverTakenForAnEmptyOneNorOverwritten(String content) throws IOException {
        sandbox.with(OLD);
        Path registry = base.resolve("registry.json");
        Files.writeString(registry, content);
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(manager::listInstalled)
                    .isInstanceOf(DamagedStoreException.class)
                    .hasMessageContaining("registry.json is damaged");
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(DamagedStoreException.class);
        }
        assertThat(registry).hasContent(content);
    }

    @Test
    @Tag("D10")
    void whatOtherProgramsWroteIntoRegistryJsonStays() throws IOException {
        sandbox.with(OLD);
        Files.writeString(
                base.resolve("registry.json"),
                "{\"x\":{\"y\":{\"z\":{\"manifest_hash\":\"" + "0".repeat(64)
                        + "\",\"total_size\":1,\"file_count\":1,\"installed_at\":\"2024-01-15T10:30:00Z\",\"more\":[1.50,null]}}},\"odd\":7}");
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        assertThat(Files.readString(base.resolve("registry.json")).replaceAll("\\s", ""))
                .contains("\"more\":[1.50,null]")
                .contains("\"odd\":7")
                .contains("\"g\":{\"m\":{\"v\":{");
    }

    @Test
    @Tag("D12")
    @Tag("D16")
    void aVersionThatWasRenamedIntoPlaceButNotListedIsAdoptedWithoutFetchingAByte() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.delete(base.resolve("registry.json"));

            PullResult result = manager.pull(Sandbox.REF);

            assertThat(result.bytesFetched()).isZero();
            assertThat(result.bytesVerified()).isEqualTo(5000);
        }
        sandbox.assertInstalled("v", OLD);
    }

    @Test
    @Tag("D12")
    void aFolderInThePlaceOfAVersionThatIsNobodysIsRefusedUnlessForced() throws IOException {
        sandbox.with(OLD);
        Path mine = Files.createDirectories(sandbox.version("v")).resolve("mine.txt");
        Files.writeString(mine, "precious");
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("in the way");
            assertThat(mine).hasContent("precious");

            manager.pull(Sandbox.REF, PullOptions.builder().force(true).build());
        }
        sandbox.assertInstalled("v", OLD);
    }

    @Test
    @Tag("D12")
    void aFileOfTheUsersInAnUnlistedVersionIsNamedAndKept() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.delete(base.resolve("registry.json"));
            Files.writeString(sandbox.version("v").resolve("notes.txt"), "precious");

            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("notes.txt");

            assertThat(sandbox.version("v").resolve("notes.txt")).hasContent("precious");
        }
    }

    @Test
    @Tag("D12")
    void anUnlistedVersionIsAdoptedButForTheChunksThatDoNotHashRight() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.delete(base.resolve("registry.json"));
            Path file = sandbox.version("v").resolve("a.bin");
            byte[] bytes = Files.readAllBytes(file);
            bytes[1500] ^= 1;
            Files.write(file, bytes);

            assertThat(manager.pull(Sandbox.REF).bytesFetched()).isEqualTo(1000);
        }
        sandbox.assertInstalled("v", OLD);
    }

    @Test
    @Tag("D12")
    void anUnlistedVersionOfAnotherManifestMakesWay() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.delete(base.resolve("registry.json"));
            sandbox.with(NEW);

            assertThat(manager.pull(Sandbox.REF).bytesFetched()).isEqualTo(4000);
        }
        sandbox.assertInstalled("v", NEW);
        assertThat(base.resolve("g/m")).isDirectoryNotContaining("glob:**.v.*");
    }

    @Test
    @Tag("D17")
    void anUpdateThatWasCutOffBetweenItsRenamesLeavesTheOldVersionAndTheNewOneToGoOn() throws IOException {
        sandbox.with(NEW);
        Path model = base.resolve("g/m");
        Path made = base.resolve("made");
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.move(sandbox.version("v"), made);
            manager.remove(Sandbox.REF);
            sandbox.with(OLD);
            manager.pull(Sandbox.REF);
            Files.move(sandbox.version("v"), model.resolve(".v.old"));
            Files.move(made, model.resolve(".v.new"));

            assertThat(manager.path(Sandbox.REF)).isDirectory();

            sandbox.assertInstalled("v", OLD);
            assertThat(manager.verify(Sandbox.REF).ok()).isTrue();
            assertThat(model.resolve(".v.old")).doesNotExist();
            sandbox.with(NEW);
            assertThat(manager.pull(Sandbox.REF).bytesFetched()).isZero();
        }
        sandbox.assertInstalled("v", NEW);
        assertThat(model).isDirectoryNotContaining("glob:**.v.*");
    }

    @Test
    @Tag("D17")
    void anUpdateThatWasCutOffBeforeItsCommitIsTakenBackByTheNextReader() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Path model = base.resolve("g/m");
            Files.move(model.resolve("v"), model.resolve(".v.old"));
            Files.createDirectories(model.resolve("v/.test"));
            Files.write(model.resolve("v/.test/manifest.json"), NEW.manifest());

            assertThat(manager.path(Sandbox.REF)).isDirectory();

            sandbox.assertInstalled("v", OLD);
            assertThat(model.resolve(".v.old")).doesNotExist();
            assertThat(model.resolve(".v.new/.test/manifest.json")).hasBinaryContent(NEW.manifest());
        }
    }

    @Test
    @Tag("D17")
    void anUpdateThatWasCutOffAfterItsCommitIsFinishedByTheNextReader() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Path leftover = Files.createDirectories(base.resolve("g/m/.v.old/.test"));
            Files.write(leftover.resolve("manifest.json"), NEW.manifest());
            Files.createDirectories(base.resolve("g/m/.v.gone/x"));
            sandbox.with(NEW);

            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", NEW);
        assertThat(base.resolve("g/m")).isDirectoryNotContaining("glob:**.v.*");
    }

    @Test
    void aListedModelWhoseFolderIsGoneIsNotInstalled() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.move(sandbox.version("v"), base.resolve("elsewhere"));

            assertThatThrownBy(() -> manager.path(Sandbox.REF))
                    .isInstanceOf(NotInstalledException.class)
                    .hasMessageContaining("gone");
            assertThat(manager.listInstalled()).isEmpty();
            assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
        }
    }

    @Test
    void aLinkInThePlaceOfAStagedFileIsNotFollowed(@TempDir Path outside) throws IOException {
        sandbox.with(OLD);
        sandbox.server.next("/data/" + OLD.chunkHashes().get(4), new NetworkFault.Status(404));
        Path target = Files.writeString(outside.resolve("target"), "untouched");
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(RegistryException.class);
            Path staged = base.resolve("g/m/.v.new/a.bin");
            Files.delete(staged);
            Files.createSymbolicLink(staged, target);

            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", OLD);
        assertThat(target).hasContent("untouched");
    }

    @Test
    void filesAreReadableByTheWorldAsTheUmaskHasItAndNeverExecutable() throws IOException {
        sandbox.with(OLD);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        Path plain = Files.createFile(base.resolve("plain"));
        for (String made : Set.of("registry.json", "g/m/v/a.bin", "g/m/v/.test/manifest.json")) {
            assertThat(Files.getPosixFilePermissions(base.resolve(made)))
                    .as(made)
                    .isEqualTo(Files.getPosixFilePermissions(plain));
        }
    }

    @Test
    void aStoreThatCannotBeMadeIsAStorageFailureThatSaysWhereAndKeepsItsCause() throws IOException {
        sandbox.with(OLD);
        Path file = Files.createFile(base.resolve("file"));
        try (ModelManager manager =
                sandbox.builder().dataDirectory(file.resolve("store")).build()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("pull g/m v: ")
                    .hasMessageContaining("storage error: ")
                    .hasMessageContaining(file.toString())
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aStoreLockedByAnotherLockerIsRefused() throws IOException {
        sandbox.with(OLD);
        Files.createDirectories(base.resolve("cache/locks"));
        Files.write(base.resolve("cache/locks/locker"), "etcd\n".getBytes(StandardCharsets.UTF_8));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("\"etcd\"");
        }
    }
}
