// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.StorageException;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull that finds something in the version's place that registry.json does not know. */
class UnlistedVersionTest {
    @TempDir
    private Path folder;

    private InstalledStore store;

    @BeforeEach
    void forgetWhatIsInstalled() throws IOException {
        store = InstalledStore.in(folder);
        Files.delete(store.base.resolve("registry.json"));
    }

    private long pull(boolean force) {
        try (ModelManager manager = store.manager()) {
            long fetched = manager.pull(
                            InstalledStore.REF,
                            PullOptions.builder().force(force).build())
                    .bytesFetched();
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
            return fetched;
        }
    }

    private void assertRefused(String named) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> pull(false))
                .withMessageContainingAll("is in the way", "\"" + named + "\"");
    }

    private void empty() throws IOException {
        new WholeFiles(new SystemFileOperations()).deleteTree(store.version());
        Files.createDirectory(store.version());
    }

    @Test
    void theWantedVersionIsTakenOverAndNothingFetched() {
        assertThat(pull(false)).isZero();
    }

    @Test
    void aFileOfTheUsersInTheWantedVersionIsDeletedOnlyByForce() throws IOException {
        Path own = Files.writeString(store.version().resolve("sub/own.txt"), "mine");
        assertRefused("own.txt");
        assertThat(own).hasContent("mine");
        pull(true);
        assertThat(own).doesNotExist();
    }

    @Test
    void aHiddenFolderOfTheUsersIsNotTakenForMetadata() throws IOException {
        Files.createDirectory(store.version().resolve(".own"));
        assertRefused(".own");
    }

    @Test
    void anotherModelsVersionMakesRoomAndAFileOfNobodysDoesNot() throws IOException {
        empty();
        Path metadata = Files.createDirectory(store.version().resolve(".other-app"));
        SampleModel other = new SampleModel().file("x/y", "1");
        Files.write(metadata.resolve("manifest.json"), other.manifest());
        Path own = Files.writeString(
                Files.createDirectory(store.version().resolve("x")).resolve("own"), "");
        assertRefused("own");
        Files.delete(own);
        assertThat(pull(false)).isPositive();
        assertThat(store.version().resolve("x")).doesNotExist();
    }

    @Test
    void whatHasNoReadableManifestIsAllNobodysUnlessItIsEmpty() throws IOException {
        Files.writeString(store.version().resolve(".test/manifest.json"), "{");
        assertRefused(".test");
        empty();
        pull(false);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsDeletedOnlyByForce() throws IOException {
        new WholeFiles(new SystemFileOperations()).deleteTree(store.version());
        Files.writeString(store.version(), "mine");
        assertRefused("v");
        pull(true);
    }
}
