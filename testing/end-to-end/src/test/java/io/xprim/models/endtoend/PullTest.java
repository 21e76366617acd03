// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelNotFoundException;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.StorageException;
import io.xprim.models.VerificationException;
import io.xprim.models.VersionNotFoundException;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PullTest {
    private static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 5000, 1)
            .randomFile("sub/b.bin", 3000, 2)
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

    static Stream<Named<SampleModel>> shapes() {
        SampleModel manySmall = new SampleModel().chunkSize(100_000);
        for (int i = 0; i < 300; i++) {
            manySmall.randomFile("d" + i % 7 + "/f" + i, i * 3 % 500, i);
        }
        return Stream.of(
                Named.of(
                        "a file over many chunks",
                        new SampleModel().randomFile("f", 1_000_000, 1).chunkSize(4096)),
                Named.of("a chunk over many small files", manySmall),
                Named.of(
                        "a repeated chunk",
                        new SampleModel()
                                .file("f", "abcabcabcabd")
                                .file("g", "abcab")
                                .chunkSize(3)),
                Named.of(
                        "nothing but zeros",
                        new SampleModel().file("zeros", new byte[10_000]).chunkSize(1000)),
                Named.of(
                        "an empty file between",
                        new SampleModel()
                                .file("a", "1")
                                .file("b", "")
                                .file("c/d", "2")
                                .chunkSize(1)),
                Named.of("only an empty file", new SampleModel().file("empty", "")),
                Named.of("no files at all", new SampleModel()),
                Named.of(
                        "chunks of their own sizes",
                        new SampleModel()
                                .randomFile("f", 100, 3)
                                .randomFile("g", 50, 4)
                                .chunkSizes(List.of(1, 99, 7, 43))),
                Named.of("non-ASCII and deep names", new SampleModel().file("模型/é/ß/x y.bin", "x")));
    }

    @ParameterizedTest
    @Tag("M15")
    @Tag("M16")
    @MethodSource("shapes")
    void aModelOfAnyShapeIsInstalledAsPublishedAndEachDistinctChunkFetchedOnce(SampleModel model) {
        sandbox.with(model);
        try (ModelManager manager = sandbox.manager()) {
            PullResult result = manager.pull(Sandbox.REF);

            assertThat(result.outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
            assertThat(result.bytesVerified())
                    .isEqualTo(model.files().values().stream()
                            .mapToLong(file -> file.length)
                            .sum());
            assertThat(manager.path(Sandbox.REF)).isEqualTo(sandbox.version("v").toAbsolutePath());
        }
        sandbox.assertInstalled("v", model);
        sandbox.assertEachChunkFetchedOnce(model);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aRegistryFolderIsPulledLikeAServedOne(SampleModel model, @TempDir Path folder) throws IOException {
        sandbox.registry.add("g", "m", "v", model).writeTo(folder);
        for (String address : List.of(folder.toString(), folder.toUri().toString())) {
            try (ModelManager manager = sandbox.builder().registry(address).build()) {
                manager.pull(Sandbox.REF, PullOptions.builder().force(true).build());
            }
            sandbox.assertInstalled("v", model);
        }
    }

    @Test
    void whatIsListedSaysWhatWasInstalled() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            PullResult result = manager.pull(Sandbox.REF);

            assertThat(manager.listInstalled()).singleElement().satisfies(model -> {
                assertThat(model.ref()).isEqualTo(Sandbox.REF);
                assertThat(model.manifestHash().hex()).isEqualTo(MODEL.manifestHash());
                assertThat(model.totalSize()).isEqualTo(8000);
                assertThat(model.fileCount()).isEqualTo(2);
                assertThat(model.installedAt()).isEqualTo(result.model().installedAt());
            });
        }
    }

    @Test
    void theCopyOfTheManifestIsTheRegistrysByteForByte() throws IOException {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        assertThat(sandbox.version("v").resolve(".test/manifest.json")).hasBinaryContent(MODEL.manifest());
    }

    @Test
    void aSecondPullFetchesNothingButTheIndex() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            int before = sandbox.server.requests().size();

            assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.ALREADY_INSTALLED);

            assertThat(sandbox.server.requests()).hasSize(before + 1);
        }
    }

    @Test
    void otherContentUnderTheSameVersionReplacesWhatWasThere() {
        SampleModel other = new SampleModel().randomFile("other.bin", 4321, 9).chunkSize(1000);
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            sandbox.with(other);

            assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.UPDATED);
        }
        sandbox.assertInstalled("v", other);
        assertThat(sandbox.version("v").getParent()).isDirectoryNotContaining("glob:**.v.*");
    }

    @Test
    void aForcedPullInstallsAgainWhatIsThere() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);

            PullResult again =
                    manager.pull(Sandbox.REF, PullOptions.builder().force(true).build());

            assertThat(again.outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    void aModelWithAFileMissingIsInstalledAgainWithoutForce() throws IOException {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.delete(sandbox.version("v").resolve("a.bin"));

            assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    void anAliasIsInstalledUnderItsOwnNameAndItsTargetIsNot() {
        sandbox.registry.add("g", "m", "v", MODEL).alias("g", "m", "latest", "v");
        sandbox.serve();
        ModelRef alias = Sandbox.REF.withVersion("latest");
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(alias);

            assertThat(manager.path(alias)).isDirectory();
            assertThatThrownBy(() -> manager.path(Sandbox.REF)).isInstanceOf(NotInstalledException.class);
            assertThat(manager.getRemote(alias).aliasOf()).contains("v");
        }
        sandbox.assertInstalled("latest", MODEL);
    }

    @Test
    void aModelThatTheRegistryLacksIsToldFromAVersionThatItLacks() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(ModelRef.parse("g/other:v")))
                    .isInstanceOf(ModelNotFoundException.class)
                    .hasMessage("pull g/other v: the registry has no model g/other");
            assertThatThrownBy(() -> manager.pull(Sandbox.REF.withVersion("w")))
                    .isInstanceOf(VersionNotFoundException.class)
                    .hasMessage("pull g/m w: the registry has g/m, but no version w");
        }
    }

    @Test
    @Tag("M18")
    void aManifestThatDoesNotHashToItsNameIsNotUsedAndNoneOfItsChunksRequested() {
        SampleModel other = new SampleModel().file("f", "other");
        sandbox.with(MODEL);
        sandbox.registry.rawData(MODEL.manifestHash(), other.manifest());
        sandbox.registry.addData("other".getBytes(StandardCharsets.UTF_8));
        sandbox.serve();
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(VerificationException.class)
                    .hasMessageStartingWith("pull g/m v: fetch the manifest: verification failed: ");
        }
        assertThat(sandbox.server.requests())
                .extracting(request -> request.path())
                .containsOnly("/models.json", "/data/" + MODEL.manifestHash());
        assertThat(sandbox.snapshot()).isEmpty();
    }

    /** Were it parsed first, it would be a failure of another kind. */
    @Test
    @Tag("M18")
    void aManifestIsHashedBeforeAnybodyLooksIntoIt() {
        sandbox.with(MODEL);
        sandbox.registry.rawData(MODEL.manifestHash(), "no JSON".getBytes(StandardCharsets.UTF_8));
        sandbox.serve();
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(VerificationException.class);
        }
        assertThat(sandbox.snapshot()).isEmpty();
    }

    @Test
    @Tag("P03")
    void aReferenceThatDiffersFromAnInstalledOneInCaseAloneIsRefused() {
        sandbox.with(MODEL).with("V", new SampleModel().file("f", "other"));
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);

            assertThatThrownBy(() -> manager.pull(Sandbox.REF.withVersion("V")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("g/m v is installed");
        }
    }

    @Test
    void withoutARegistryWhatNeedsNoneWorksAndTheRestSaysSo() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        try (ModelManager offline = ModelManager.builder("test")
                .dataDirectory(base)
                .environment(Map.of())
                .build()) {
            assertThat(offline.listInstalled()).hasSize(1);
            assertThat(offline.path(Sandbox.REF)).isDirectory();
            assertThatThrownBy(() -> offline.pull(Sandbox.REF))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no registry");
        }
    }

    @Test
    void theEnvironmentSaysWhereModelsAreBeforeTheApplicationDoes(@TempDir Path other) {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.builder()
                .environment(Map.of("TEST_MODELS_DIR", other.toString()))
                .build()) {
            assertThat(manager.pull(Sandbox.REF).model().path()).startsWith(other);
        }
    }

    @Test
    void aPlanSaysWhatAPullWouldDoAndChangesNothing() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.plan(Sandbox.REF, PullOptions.defaults())).satisfies(plan -> {
                assertThat(plan.outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
                assertThat(plan.bytesToFetch()).isEqualTo(8000);
            });
            assertThat(sandbox.snapshot()).isEmpty();
            manager.pull(Sandbox.REF);
            assertThat(manager.plan(Sandbox.REF, PullOptions.defaults())).satisfies(plan -> {
                assertThat(plan.outcome()).isEqualTo(PullResult.Outcome.ALREADY_INSTALLED);
                assertThat(plan.bytesToFetch()).isZero();
            });
        }
    }

    @Test
    void remoteModelsAreListedWithWhatTheIndexAndTheManifestSay() {
        sandbox.registry.add(
                "g",
                "m",
                "v",
                new SampleModel()
                        .randomFile("f", 2500, 1)
                        .chunkSize(1000)
                        .metadata("{\"n\": 1, \"t\": [\"x\", null]}"));
        sandbox.registry.alias("g", "m", "latest", "v").entry("g", "bad", "v", "[]");
        sandbox.serve();
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listRemote())
                    .extracting(model -> model.ref().toString())
                    .containsExactly("g/m latest", "g/m v");
            assertThat(manager.getRemoteDetail(Sandbox.REF)).satisfies(detail -> {
                assertThat(detail.totalSize()).isEqualTo(2500);
                assertThat(detail.chunkSize()).isEqualTo(1000);
                assertThat(detail.chunkCount()).isEqualTo(3);
                assertThat(detail.files())
                        .singleElement()
                        .satisfies(file -> assertThat(file.path()).isEqualTo("f"));
                assertThat(detail.model().metadata()).containsEntry("n", 1L);
            });
        }
    }
}
