// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Limits;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledFilesTest {
    private static final Sha256 DIGEST = new Sha256(InstalledStore.MODEL.manifestHash());

    @TempDir
    private Path folder;

    private InstalledStore store;
    private Path metadata = Path.of("");

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
        metadata = store.version().resolve(".test");
    }

    /** A swap takes the manifest away when it is about to be read. */
    private InstalledFiles crossed() {
        Path manifest = metadata.resolve("manifest.json");
        return new InstalledFiles(new WatchedFileOperations(step -> {
            if (step.is("openForReading", manifest)) {
                Files.delete(manifest);
            }
        }));
    }

    @Test
    void aManifestIsFoundByItsDigest() throws IOException, FormatException {
        InstalledFiles files = new InstalledFiles(new SystemFileOperations());
        assertThat(files.metadata(store.version(), DIGEST)).contains(metadata);
        assertThat(files.metadata(store.version(), new Sha256("a".repeat(64)))).isEmpty();
        assertThat(files.manifest(store.version(), DIGEST, Limits.defaults())
                        .orElseThrow()
                        .totalSize())
                .isEqualTo(files.readManifest(store.version()).orElseThrow().totalSize())
                .isEqualTo(files.provenEntry(store.version()).orElseThrow().totalSize());
    }

    @Test
    void aManifestThatASwapTakesAwayIsNotThere() throws IOException {
        assertThat(crossed().metadata(store.version(), DIGEST)).isEmpty();
    }

    @Test
    void norIsOneThatIsReadWhole() throws IOException, FormatException {
        assertThat(crossed().readManifest(store.version())).isEmpty();
    }

    @Test
    void norIsOneThatAProvenanceStandsBeside() throws IOException {
        assertThat(crossed().provenEntry(store.version())).isEmpty();
    }

    @Test
    void ofWhatIsHiddenOnlyAFolderWithAManifestIsMetadata() throws IOException, FormatException {
        InstalledFiles files = new InstalledFiles(new SystemFileOperations());
        Manifest manifest = ManifestCodec.read(InstalledStore.MODEL.manifest(), Limits.defaults());
        assertThat(files.findForeign(store.version(), manifest)).isEmpty();
        Path hidden = Files.writeString(store.version().resolve(".hidden"), "");
        assertThat(files.findForeign(store.version(), manifest)).contains(hidden);
        Files.delete(hidden);
        Files.createDirectories(hidden.resolve("manifest.json"));
        assertThat(files.findForeign(store.version(), manifest)).contains(hidden);
    }

    @Test
    void whatARepairLeftIsDeletedAndNothingElse() throws IOException {
        InstalledFiles files = new InstalledFiles(new SystemFileOperations());
        assertThat(files.hasMendings(store.version())).isFalse();
        Path left = Files.writeString(metadata.resolve("repair-0"), "");
        assertThat(files.hasMendings(store.version())).isTrue();
        files.deleteMendings(store.version());
        assertThat(left).doesNotExist();
        assertThat(metadata).isDirectoryContaining("glob:**/manifest.json");
        assertThat(metadata).isDirectoryContaining("glob:**/provenance.json");
    }
}
