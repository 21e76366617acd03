// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.StorageException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links in a store: those for groups and models are somebody's choice of a disk, all others lead astray. */
@Timeout(120)
final class LinksTest {
    private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");
    private static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 3000, 1)
            .randomFile("sub/b.bin", 500, 2)
            .chunkSize(1000);
    private static final SampleModel NEXT =
            new SampleModel().randomFile("a.bin", 2000, 3).chunkSize(1000);
    private static final PullOptions FORCE = PullOptions.builder().force(true).build();

    @TempDir
    private Path base;

    @TempDir
    private Path outside;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base).with(MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @Tag("P05")
    @ValueSource(strings = {"g", "g/m"})
    void aGroupOrModelMayBeALinkToAnotherFileSystem(String linked) throws IOException {
        Path disk = otherFileSystem();
        try {
            Path link = base.resolve(linked);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, disk);
            try (ModelManager manager = sandbox.manager()) {
                assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
                assertThat(manager.path(Sandbox.REF)).isEqualTo(sandbox.version("v"));
                sandbox.assertInstalled("v", MODEL);

                sandbox.with(NEXT);
                assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.UPDATED);
                sandbox.assertInstalled("v", NEXT);
                assertThat(manager.verify(Sandbox.REF).ok()).isTrue();

                manager.remove(Sandbox.REF);
                assertThat(manager.listInstalled()).isEmpty();
            }
            assertThat(link).isSymbolicLink();
            assertThat(disk).isDirectory().isEmptyDirectory();
        } finally {
            deleteAll(disk);
        }
    }

    /** Another one if the machine has it; what is shown besides, that links are followed, holds anywhere. */
    private Path otherFileSystem() throws IOException {
        return Files.isWritable(OTHER_FILE_SYSTEM)
                ? Files.createTempDirectory(OTHER_FILE_SYSTEM, "xprim-models-links")
                : Files.createDirectory(outside.resolve("disk"));
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    @Tag("P06")
    void aLinkInThePlaceOfAVersionIsRefusedAndForcedMakesWayWithoutItsTarget() throws IOException {
        plant("g/m/v");
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(sandbox.version("v").toString());
            assertThat(sandbox.version("v")).isSymbolicLink();

            manager.pull(Sandbox.REF, FORCE);
        }
        sandbox.assertInstalled("v", MODEL);
        assertUntouched();
    }

    @Test
    @Tag("P06")
    void aLinkInThePlaceOfAnInstalledVersionIsNoModel() throws IOException {
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            deleteAll(sandbox.version("v"));
            plant("g/m/v");

            assertThatThrownBy(() -> manager.path(Sandbox.REF)).isInstanceOf(NotInstalledException.class);
            assertThat(manager.verify(Sandbox.REF).ok()).isFalse();
            assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
        }
        sandbox.assertInstalled("v", MODEL);
        assertUntouched();
    }

    @ParameterizedTest
    @Tag("P06")
    @ValueSource(strings = {"g/m/.v.new", "g/m/.v.old", "g/m/.v.gone"})
    void aLinkInThePlaceOfWhatAChangeMakesIsDeletedAndNotItsTarget(String planted) throws IOException {
        plant(planted);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        assertThat(base.resolve("g/m")).isDirectoryNotContaining("glob:**/.v.*");
        assertUntouched();
    }

    @ParameterizedTest
    @Tag("P06")
    @ValueSource(strings = {"g/m/v", "g/m/.v.new", "g/m/.v.old", "g/m/.v.gone", "cache/chunks", "cache"})
    void clearingAwayFollowsNoLink(String planted) throws IOException {
        plant(planted);
        try (ModelManager manager = sandbox.manager()) {
            if (planted.equals("cache")) {
                Files.createDirectories(base.resolve("g/m/.v.new"));
                assertThatThrownBy(manager::prune).isInstanceOf(StorageException.class);
            } else {
                manager.prune();
            }
        }
        assertUntouched();
    }

    @Test
    @Tag("P06")
    void cachedChunksBehindALinkAreNeitherUsedNorRemoved() throws IOException {
        Path wrong = Files.writeString(outside.resolve(MODEL.chunkHashes().get(0)), "x".repeat(1000));
        Path right = Files.write(
                outside.resolve(MODEL.chunkHashes().get(1)), MODEL.chunks().get(1));
        plant("cache/chunks");
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.pull(Sandbox.REF).bytesReused()).isZero();
        }
        assertThat(wrong).hasContent("x".repeat(1000));
        assertThat(right).hasBinaryContent(MODEL.chunks().get(1));
        sandbox.assertInstalled("v", MODEL);
        assertUntouched();
    }

    @ParameterizedTest
    @Tag("P06")
    @ValueSource(strings = {"cache", "cache/locks"})
    void locksAreNotMadeBehindALink(String planted) throws IOException {
        plant(planted);
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(base.resolve(planted).toString())
                    .hasMessageContaining("is no folder of the store's own");
            assertThat(manager.listInstalled()).isEmpty();
        }
        assertUntouched();
    }

    @Test
    @Tag("P06")
    void aLinkInThePlaceOfTheListIsNotReadAndNotReplaced() throws IOException {
        Path list = Files.writeString(outside.resolve("list.json"), "{}");
        Files.createSymbolicLink(base.resolve("registry.json"), list);
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(manager::listInstalled).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(StorageException.class);
        }
        assertThat(list).hasContent("{}");
        assertThat(base.resolve("registry.json")).isSymbolicLink();
    }

    @Test
    @Tag("P06")
    void aLinkAmongWhatIsStagedIsReplacedAndItsTargetIsNot() throws IOException {
        try (ModelManager manager = sandbox.manager()) {
            String last = "/data/" + MODEL.chunkHashes().get(3);
            sandbox.server.next(last, new NetworkFault.Status(404));
            assertThatThrownBy(() -> manager.pull(
                    Sandbox.REF, PullOptions.builder().concurrency(1).build()));
            Path making = base.resolve("g/m/.v.new");
            Files.deleteIfExists(making.resolve("a.bin"));
            plant("g/m/.v.new/a.bin", "canary");
            deleteAll(making.resolve("sub"));
            plant("g/m/.v.new/sub");

            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        assertUntouched();
    }

    private void plant(String place) throws IOException {
        plant(place, "");
    }

    private void plant(String place, String target) throws IOException {
        Files.writeString(outside.resolve("canary"), "untouched");
        Path link = base.resolve(place);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, outside.resolve(target));
    }

    private void assertUntouched() throws IOException {
        try (Stream<Path> all = Files.list(outside)) {
            assertThat(all.map(path -> path.getFileName().toString()).filter(name -> name.length() < 64))
                    .containsExactly("canary");
        }
        assertThat(outside.resolve("canary")).hasBinaryContent("untouched".getBytes(StandardCharsets.UTF_8));
    }
}
