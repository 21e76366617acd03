// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Cancellation;
import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.RegistryException;
import io.xprim.models.Sha256;
import io.xprim.models.StorageException;
import io.xprim.models.core.assemble.ChunkLayout;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.GrowingDocument;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.core.format.Provenance;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of one reference, step by step. */
class VersionChangeTest {
    private static final Sha256 DIGEST = new Sha256(InstalledStore.MODEL.manifestHash());
    private static final byte[] BYTES = InstalledStore.MODEL.files().getOrDefault("a.bin", new byte[0]);

    private final FileOperations disk = new SystemFileOperations();
    private final WholeFiles files = new WholeFiles(disk);

    @TempDir
    private Path folder;

    private InstalledStore store;
    private Manifest manifest;

    @BeforeEach
    void install() throws IOException, FormatException {
        store = InstalledStore.in(folder);
        manifest = ManifestCodec.read(InstalledStore.MODEL.manifest(), Limits.defaults());
    }

    private Staging stage(VersionChange change, boolean durable) throws IOException {
        return stage(change, new VerifiedManifest(DIGEST, InstalledStore.raw(InstalledStore.MODEL), manifest), durable);
    }

    private static Staging stage(VersionChange change, VerifiedManifest wanted, boolean durable) throws IOException {
        Manifest manifest = wanted.manifest();
        ChunkLayout layout = new ChunkLayout(manifest);
        FileChunks chunks = new FileChunks() {
            @Override
            public int firstChunk(int file) {
                return layout.firstChunk(file);
            }

            @Override
            public int lastChunk(int file) {
                return layout.lastChunk(file);
            }
        };
        return change.stage(wanted, chunks, Runnable::run, durable, false);
    }

    private static void writeAll(Staging staging, Manifest manifest) throws IOException {
        for (int file = 0; file < manifest.files().size(); file++) {
            byte[] content = InstalledStore.MODEL
                    .files()
                    .getOrDefault(manifest.files().get(file).path(), new byte[0]);
            if (content.length > 0) {
                staging.write(file, 0, ByteBuffer.wrap(content));
            }
        }
    }

    private static void finish(Staging staging) throws IOException {
        staging.finish(new Provenance(DIGEST, "file:///r", Instant.EPOCH), path -> {}, new Cancellation());
    }

    @Test
    void aReferenceThatDiffersInCaseAloneIsRefused() {
        try (Store over = store.over(disk)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> over.change(ModelRef.parse("G/m:v"), Optional.empty(), new Cancellation()))
                    .withMessageContainingAll("g/m v is installed", "G/m v");
        }
    }

    @Test
    void aModelThatHasAFileWhereTheMetadataGoesIsRefused() throws IOException, FormatException {
        SampleModel clashing = new SampleModel().file("x", "1").file(".TEST", "1");
        Manifest own = ManifestCodec.read(clashing.manifest(), Limits.defaults());
        try (Store over = store.over(disk)) {
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> over.ensureInstallable(own))
                    .withMessageContaining(".TEST");
        }
        try (VersionChange change = store.change(disk)) {
            assertThat(change.manifestPath()).isEqualTo(".test/manifest.json");
        }
    }

    @Test
    void aFileIsClosedWithItsLastChunk() throws IOException {
        List<Path> closed = new ArrayList<>();
        FileOperations watched = new WatchedFileOperations(step -> {
            if (step.name().equals("file.close")) {
                closed.add(step.path());
            }
        });
        Path staged = store.base.resolve("g/m/.v.new/a.bin");
        try (VersionChange change = store.change(watched);
                Staging staging = stage(change, true)) {
            staging.write(0, 0, ByteBuffer.wrap(BYTES));
            assertThat(closed).doesNotContain(staged);
            staging.completed(0);
            assertThat(closed).containsOnlyOnce(staged);
        }
    }

    @Test
    void installedIsOnlyWhatIsListedWithItsManifestAndAllFilesInTheirSizes() throws IOException {
        assertThat(isInstalled(DIGEST)).isTrue();
        assertThat(isInstalled(new Sha256("a".repeat(64)))).isFalse();
        Path file = store.version().resolve("a.bin");
        Files.writeString(file, "short");
        assertThat(isInstalled(DIGEST)).isFalse();
        Files.delete(file);
        assertThat(isInstalled(DIGEST)).isFalse();
        Files.createDirectory(file);
        assertThat(isInstalled(DIGEST)).isFalse();
        files.deleteTree(store.version().resolve(".test"));
        assertThat(isInstalled(DIGEST)).isFalse();
        files.deleteTree(store.version());
        assertThat(isInstalled(DIGEST)).isFalse();
    }

    /** With the lock and without, which have to agree. */
    private boolean isInstalled(Sha256 digest) throws IOException {
        try (Store over = store.over(disk);
                VersionChange change = store.change(disk)) {
            boolean installed = change.installed(digest, manifest).isPresent();
            assertThat(over.whole(InstalledStore.REF, digest).isPresent()).isEqualTo(installed);
            return installed;
        }
    }

    @Test
    void whatLostItsFolderCanBeRemoved() throws IOException {
        files.deleteTree(store.version());
        try (ModelManager manager = store.manager()) {
            manager.remove(InstalledStore.REF);
            assertThat(manager.installedRefs()).isEmpty();
        }
    }

    @Test
    void aManifestIsPutBackWhateverIsInItsPlaceButForAVersionThatIsGone() throws IOException {
        Path metadata = store.version().resolve(".test");
        Path copy = metadata.resolve("manifest.json");
        try (VersionChange change = store.change(disk)) {
            for (Path gone : List.of(copy, metadata)) {
                files.deleteTree(gone);
                change.restoreManifest(InstalledStore.raw(InstalledStore.MODEL), "http://registry.invalid/");
                assertThat(copy).hasBinaryContent(InstalledStore.MODEL.manifest());
                files.deleteTree(gone);
                Files.createDirectories(gone.getParent());
                Files.writeString(gone, "in the way");
                change.restoreManifest(InstalledStore.raw(InstalledStore.MODEL), "http://registry.invalid/");
                assertThat(copy).hasBinaryContent(InstalledStore.MODEL.manifest());
            }
            Files.delete(copy);
            Files.createDirectories(copy.resolve("in-the-way"));
            change.restoreManifest(InstalledStore.raw(InstalledStore.MODEL), "http://registry.invalid/");
            assertThat(copy).hasBinaryContent(InstalledStore.MODEL.manifest());
            files.deleteTree(store.version());
            assertThatExceptionOfType(NotInstalledException.class)
                    .isThrownBy(() -> change.restoreManifest(
                            InstalledStore.raw(InstalledStore.MODEL), "http://registry.invalid/"))
                    .withMessageContaining("is gone");
        }
    }

    @Test
    void aModelFolderThatRemovalsTakeAwayIsMadeAgainButNotForEver() throws IOException {
        files.deleteTree(store.base.resolve("g"));
        for (int removals : new int[] {9, 10}) {
            int[] left = {removals};
            FileOperations crossed = new WatchedFileOperations(step -> {
                if (step.is("createDirectory", store.base.resolve("g/m/.v.new")) && left[0]-- > 0) {
                    Files.delete(store.base.resolve("g/m"));
                }
            });
            try (VersionChange change = store.change(crossed)) {
                if (removals < 10) {
                    stage(change, true).close();
                    files.deleteTree(store.base.resolve("g/m/.v.new"));
                } else {
                    assertThatIOException()
                            .isThrownBy(() -> stage(change, true))
                            .isInstanceOf(NoSuchFileException.class);
                }
            }
        }
    }

    @Test
    void onRequestNothingIsForced() throws IOException {
        List<String> forced = new ArrayList<>();
        FileOperations watched = new WatchedFileOperations(step -> {
            if (step.name().contains("force")) {
                forced.add(step.name() + " " + step.path());
            }
        });
        try (VersionChange change = store.change(watched)) {
            forced.clear();
            try (Staging staging = stage(change, false)) {
                writeAll(staging, manifest);
                change.commit(staging, "file:///r", path -> {}, new Cancellation());
            }
        }
        assertThat(forced).isEmpty();
        try (ModelManager manager = store.manager()) {
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
        }
    }

    @Test
    void aPullThatNeedNotLastInstallsAllTheSame() {
        try (ModelManager manager = store.manager()) {
            manager.pull(
                    InstalledStore.REF,
                    PullOptions.builder().force(true).durable(false).build());
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
        }
    }

    @Test
    void ofWhatAnEarlierPullLeftOnlyFilesThatCanBeTheModelsAreTakenOver() throws IOException {
        Path making = store.base.resolve("g/m/.v.new");
        try (VersionChange change = store.change(disk)) {
            try (Staging staging = stage(change, true)) {
                staging.write(0, 0, ByteBuffer.wrap(BYTES, 0, 100));
                for (int chunk = 0; chunk < manifest.chunks().count(); chunk++) {
                    staging.mark(chunk);
                }
            }
            files.deleteTree(making.resolve("sub"));
            Files.writeString(making.resolve("sub"), "in the way");
            try (Staging staging = stage(change, true)) {
                assertThat(making.resolve("sub")).isDirectory();
                assertThat(staging.read(0, 0, ByteBuffer.allocate(100))).isTrue();
                assertThat(staging.isMarked(0)).isTrue();
            }
            Files.write(making.resolve("a.bin"), new byte[BYTES.length + 1]);
            try (Staging staging = stage(change, true)) {
                assertThat(making.resolve("a.bin")).doesNotExist();
                assertThat(staging.isMarked(0)).isFalse();
                assertThat(staging.isMarked(2)).isFalse();
                assertThat(staging.isMarked(3)).isTrue();
            }
            Files.createDirectory(making.resolve("a.bin"));
            try (Staging staging = stage(change, true)) {
                assertThat(staging.read(0, 0, ByteBuffer.allocate(1))).isFalse();
                assertThat(making.resolve("a.bin")).doesNotExist();
            }
        }
    }

    @Test
    void nothingIsInstalledThatLostItsBytesOnTheWay() throws IOException {
        Path staged = store.base.resolve("g/m/.v.new/a.bin");
        for (int kind = 0; kind < 3; kind++) {
            int chosen = kind;
            FileOperations crossed = new WatchedFileOperations(step -> {
                if (step.is("status", staged) && Files.isRegularFile(staged) && Files.size(staged) == BYTES.length) {
                    Files.delete(staged);
                    if (chosen == 1) {
                        Files.write(staged, new byte[1]);
                    } else if (chosen == 2) {
                        Files.createDirectory(staged);
                    }
                }
            });
            try (VersionChange change = store.change(crossed);
                    Staging staging = stage(change, true)) {
                writeAll(staging, manifest);
                assertThatIOException()
                        .isThrownBy(() -> finish(staging))
                        .withMessageContaining("does not have the " + BYTES.length + " bytes");
            }
            files.deleteTree(store.base.resolve("g/m/.v.new"));
        }
    }

    @Test
    void whatWasMarkedAndNotClearedIsWhatTheNextPullFindsStaged() throws IOException {
        try (Store over = store.over(disk)) {
            int chunks = manifest.chunks().count();
            assertThat(over.stagedMarks(InstalledStore.REF, DIGEST, chunks).isNone())
                    .isTrue();
            try (VersionChange change = over.change(InstalledStore.REF, Optional.empty(), new Cancellation());
                    Staging staging = stage(change, true)) {
                staging.mark(0);
                staging.mark(2);
                staging.clearMark(2);
                assertThat(staging.isMarked(2)).isFalse();
            }
            StagedMarks marks = over.stagedMarks(InstalledStore.REF, DIGEST, chunks);
            assertThat(marks.isNone()).isFalse();
            assertThat(marks.isSet(0)).isTrue();
            assertThat(marks.isSet(1)).isFalse();
            assertThat(marks.isSet(2)).isFalse();
            assertThat(over.stagedMarks(InstalledStore.REF, new Sha256("a".repeat(64)), chunks)
                            .isNone())
                    .isTrue();
        }
    }

    @Test
    void aStagedFileIsReadAsFarAsItWasWrittenAndFinishedFileByFile() throws IOException {
        try (VersionChange change = store.change(disk);
                Staging staging = stage(change, true)) {
            ByteBuffer buffer = ByteBuffer.allocate(10);
            assertThat(staging.read(0, 0, buffer)).isFalse();
            writeAll(staging, manifest);
            assertThat(staging.read(0, 0, buffer)).isTrue();
            assertThat(buffer.array()).isEqualTo(Arrays.copyOf(BYTES, 10));
            assertThat(staging.read(0, BYTES.length - 5, buffer.clear())).isFalse();
            List<String> finished = new ArrayList<>();
            staging.finish(new Provenance(DIGEST, "file:///r", Instant.EPOCH), finished::add, new Cancellation());
            assertThat(finished)
                    .containsExactlyInAnyOrderElementsOf(
                            manifest.files().stream().map(ModelFile::path).toList());
        }
        try (Stream<Path> paths = Files.walk(store.base)) {
            assertThat(paths.filter(path -> path.endsWith(StorePaths.MARKS))).isEmpty();
        }
    }

    @Test
    void aSpooledDocumentIsNoFileThatAnybodyFinds() throws IOException {
        try (Store over = store.over(disk)) {
            List<Path> before = everything();
            GrowingDocument document = over.spool();
            document.append(ByteBuffer.wrap(BYTES));
            try (InputStream content = document.open()) {
                assertThat(content.readAllBytes()).isEqualTo(BYTES);
            }
            document.close();
            assertThat(everything())
                    .containsAll(before)
                    .filteredOn(Files::isRegularFile)
                    .hasSameSizeAs(before.stream().filter(Files::isRegularFile).toList());
        }
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(store.base)) {
            return paths.toList();
        }
    }
}
