// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.DamagedRange;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.NotInstalledException;
import io.xprim.models.RegistryException;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checking what is installed, and mending it. */
@Timeout(120)
final class VerifyTest {
    private static final VerifyOptions REPAIR =
            VerifyOptions.builder().repair(true).build();

    /** Chunks of 1000 bytes: 0 to 4 are in a.bin, 5 is the rest of that, b.txt and the start of c.bin, of which 6 is the rest. */
    private static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 5200, 1)
            .randomFile("sub/b.bin", 300, 2)
            .file("empty", "")
            .randomFile("sub/c.bin", 1500, 3)
            .chunkSize(1000);

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

    private ModelManager installed() {
        sandbox.with(MODEL);
        ModelManager manager = sandbox.manager();
        manager.pull(Sandbox.REF);
        return manager;
    }

    /** A manager that has no registry. */
    private ModelManager offline() {
        return ModelManager.builder("test")
                .environment(Map.of())
                .dataDirectory(base)
                .build();
    }

    private void flip(String path, int at) throws IOException {
        Path file = sandbox.version("v").resolve(path);
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void aModelThatIsWholeVerifiesWithoutARegistry() {
        installed().close();
        int requests = sandbox.server.requests().size();
        try (ModelManager manager = offline()) {
            VerifyResult result = manager.verify(Sandbox.REF);

            assertThat(result.ok()).isTrue();
            assertThat(result.damaged()).isEmpty();
            assertThat(result.repaired()).isFalse();
            assertThat(manager.verify(Sandbox.REF, REPAIR).ok()).isTrue();
        }
        assertThat(sandbox.server.requests()).hasSize(requests);
    }

    @Test
    void whereAModelCameFromAndWhenItWasLastVerifiedIsKnownWithoutARegistry() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        installed().close();
        try (ModelManager manager = offline()) {
            InstalledModel model = manager.getInstalled(Sandbox.REF);
            assertThat(model.registry()).contains(sandbox.server.uri());
            assertThat(model.manifestHash().hex()).isEqualTo(MODEL.manifestHash());
            assertThat(model.installedAt()).isBetween(before, Instant.now());
            assertThat(model.lastVerified()).isEmpty();

            manager.verify(Sandbox.REF);

            assertThat(manager.getInstalled(Sandbox.REF).lastVerified().orElseThrow())
                    .isBetween(before, Instant.now());
        }
    }

    @Test
    void aModelThatIsNotInstalledCannotBeVerified() {
        try (ModelManager manager = offline()) {
            assertThatThrownBy(() -> manager.verify(Sandbox.REF)).isInstanceOf(NotInstalledException.class);
        }
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void everyKindOfDamageIsFoundWithItsPlace() throws IOException {
        try (ModelManager manager = installed()) {
            flip("a.bin", 1500);
            flip("a.bin", 2500);
            flip("a.bin", 4999);

            assertThat(manager.verify(Sandbox.REF).damaged())
                    .containsExactly(new DamagedRange("a.bin", 1000, 2000), new DamagedRange("a.bin", 4000, 1000));
        }
    }

    @Test
    void aChunkThatSpansFilesCastsDoubtOnAllOfItsParts() throws IOException {
        try (ModelManager manager = installed()) {
            flip("sub/b.bin", 0);

            VerifyResult result = manager.verify(Sandbox.REF);

            assertThat(result.ok()).isFalse();
            assertThat(result.damaged())
                    .containsExactly(
                            new DamagedRange("a.bin", 5000, 200),
                            new DamagedRange("sub/b.bin", 0, 300),
                            new DamagedRange("sub/c.bin", 0, 500));
        }
    }

    @Test
    void missingShorterAndLongerFilesAreDamage() throws IOException {
        try (ModelManager manager = installed()) {
            Files.delete(sandbox.version("v").resolve("empty"));
            Path last = sandbox.version("v").resolve("sub/c.bin");
            Files.write(last, Arrays.copyOf(Files.readAllBytes(last), 1600));

            assertThat(manager.verify(Sandbox.REF).damaged())
                    .containsExactly(new DamagedRange("empty", 0, 0), new DamagedRange("sub/c.bin", 1500, 100));
        }
    }

    @Test
    void aRepairFetchesTheDamagedChunksAloneAndLeavesOpenFilesAsTheyWere() throws IOException {
        try (ModelManager manager = installed()) {
            flip("a.bin", 1500);
            Path file = sandbox.version("v").resolve("a.bin");
            byte[] damaged = Files.readAllBytes(file);
            try (InputStream reader = Files.newInputStream(file)) {
                VerifyResult result = manager.verify(Sandbox.REF, REPAIR);

                assertThat(result.ok()).isTrue();
                assertThat(result.repaired()).isTrue();
                assertThat(result.damaged()).containsExactly(new DamagedRange("a.bin", 1000, 1000));
                assertThat(result.bytesFetched()).isEqualTo(1000);
                assertThat(reader.readAllBytes()).isEqualTo(damaged);
            }
            assertThat(manager.verify(Sandbox.REF).ok()).isTrue();
        }
        sandbox.assertInstalled("v", MODEL);
        assertThat(sandbox.version("v").resolve(".test")).isDirectoryNotContaining("glob:**repair-*");
        for (int chunk = 0; chunk < MODEL.chunkHashes().size(); chunk++) {
            assertThat(sandbox.server.count("/data/" + MODEL.chunkHashes().get(chunk)))
                    .as("chunk %d", chunk)
                    .isEqualTo(chunk == 1 ? 2 : 1);
        }
    }

    @Test
    void aRepairMendsWhateverIsWrong() throws IOException {
        try (ModelManager manager = installed()) {
            Path version = sandbox.version("v");
            flip("sub/b.bin", 7);
            Files.delete(version.resolve("empty"));
            Files.delete(version.resolve("sub/c.bin"));
            Files.write(version.resolve("a.bin"), new byte[10]);

            assertThat(manager.verify(Sandbox.REF, REPAIR).ok()).isTrue();
            assertThat(manager.verify(Sandbox.REF).damaged()).isEmpty();
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    void aChunkThatIsThereTwiceIsMendedFromItsTwin() throws IOException {
        byte[] same = new byte[1000];
        SampleModel twins = new SampleModel().file("a", same).file("b", same).chunkSize(1000);
        sandbox.with(twins);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            flip("b", 3);

            VerifyResult result = manager.verify(Sandbox.REF, REPAIR);

            assertThat(result.ok()).isTrue();
            assertThat(result.bytesFetched()).isZero();
        }
        sandbox.assertInstalled("v", twins);
        sandbox.assertEachChunkFetchedOnce(new SampleModel().file("a", same).chunkSize(1000));
    }

    @Test
    void aManifestThatIsLostIsDamageAndIsFetchedAgain() throws IOException {
        try (ModelManager manager = installed()) {
            Path manifest = sandbox.version("v").resolve(".test/manifest.json");
            Files.writeString(manifest, "{}");

            VerifyResult found = manager.verify(Sandbox.REF);
            assertThat(found.ok()).isFalse();
            assertThat(found.damaged())
                    .singleElement()
                    .matches(range -> range.path().equals(".test/manifest.json"));

            assertThat(manager.verify(Sandbox.REF, REPAIR).ok()).isTrue();
            assertThat(Files.readAllBytes(manifest)).isEqualTo(MODEL.manifest());
            assertThat(manager.verify(Sandbox.REF).damaged()).isEmpty();
        }
    }

    @Test
    void aRepairThatCannotBeMadeChangesNothing() throws IOException {
        try (ModelManager manager = installed()) {
            flip("a.bin", 1500);
            Map<String, byte[]> before = sandbox.snapshot();
            sandbox.server.always("/data/" + MODEL.chunkHashes().get(1), new NetworkFault.Status(404));

            assertThatThrownBy(() -> manager.verify(Sandbox.REF, REPAIR))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("verify g/m v: ");

            assertThat(sandbox.snapshot().keySet()).isEqualTo(before.keySet());
            sandbox.snapshot()
                    .forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(before.get(path)));
        }
    }

    @Test
    void aRepairWithoutARegistrySaysThatOneIsNeeded() throws IOException {
        installed().close();
        flip("a.bin", 1500);
        try (ModelManager manager = offline()) {
            assertThatThrownBy(() -> manager.verify(Sandbox.REF, REPAIR))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no registry is configured");
        }
    }

    @Test
    void aLinkInThePlaceOfAFolderIsDamageAndNothingIsWrittenThroughIt() throws IOException {
        try (ModelManager manager = installed()) {
            Path elsewhere = base.resolve("elsewhere");
            Path sub = sandbox.version("v").resolve("sub");
            Files.move(sub, elsewhere);
            Files.createSymbolicLink(sub, elsewhere);
            byte[] target = Files.readAllBytes(elsewhere.resolve("b.bin"));
            Files.write(elsewhere.resolve("c.bin"), new byte[3]);

            assertThat(manager.verify(Sandbox.REF).damaged())
                    .contains(new DamagedRange("sub/b.bin", 0, 300), new DamagedRange("sub/c.bin", 0, 1500));
            assertThat(manager.verify(Sandbox.REF, REPAIR).ok()).isTrue();

            assertThat(sub)
                    .isDirectory()
                    .satisfies(path -> assertThat(Files.isSymbolicLink(path)).isFalse());
            assertThat(elsewhere.resolve("b.bin")).hasBinaryContent(target);
            assertThat(elsewhere.resolve("c.bin")).hasSize(3);
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    void aFileInThePlaceOfAFolderIsDamageThatARepairAndAPullMend() throws IOException {
        try (ModelManager manager = installed()) {
            Path sub = sandbox.version("v").resolve("sub");
            for (boolean pull : new boolean[] {false, true}) {
                Files.delete(sub.resolve("b.bin"));
                Files.delete(sub.resolve("c.bin"));
                Files.delete(sub);
                Files.writeString(sub, "a file");

                assertThat(manager.verify(Sandbox.REF).ok()).isFalse();
                if (pull) {
                    manager.pull(Sandbox.REF);
                } else {
                    manager.verify(Sandbox.REF, REPAIR);
                }
                sandbox.assertInstalled("v", MODEL);
            }
        }
    }

    @Test
    void aVersionWhoseFolderIsGoneIsDamagedAndIsNotMadePieceByPiece() throws IOException {
        try (ModelManager manager = installed()) {
            Files.move(sandbox.version("v"), base.resolve("elsewhere"));

            assertThat(manager.verify(Sandbox.REF).ok()).isFalse();
            assertThatThrownBy(() -> manager.verify(Sandbox.REF, REPAIR))
                    .isInstanceOf(NotInstalledException.class)
                    .hasMessageContaining("pull it again or remove it");

            assertThat(sandbox.version("v")).doesNotExist();
        }
    }

    @Test
    void aLinkInThePlaceOfAVersionIsNotMendedThrough() throws IOException {
        try (ModelManager manager = installed()) {
            Path elsewhere = Files.move(sandbox.version("v"), base.resolve("elsewhere"));
            Files.createSymbolicLink(sandbox.version("v"), elsewhere);
            Files.write(elsewhere.resolve("a.bin"), new byte[3]);

            assertThat(manager.verify(Sandbox.REF).ok()).isFalse();
            assertThatThrownBy(() -> manager.verify(Sandbox.REF, REPAIR)).isInstanceOf(NotInstalledException.class);

            assertThat(elsewhere.resolve("a.bin")).hasSize(3);
        }
    }
}
