// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removal and clearing away, stopped at any operation and crossed by others. */
class RemovalTest {
    @TempDir
    private Path folder;

    private InstalledStore store;

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
    }

    private void remove(FileOperations operations) throws IOException {
        try (VersionChange change = store.change(operations)) {
            change.remove();
        }
    }

    private void prune(FileOperations operations) throws IOException {
        store.over(operations).leftovers().delete(new Cancellation());
    }

    /** Stops at an operation; returns whether it came to that. */
    private static boolean stops(WatchedFileOperations operations, int at, Removing removing) {
        try {
            removing.run(operations);
        } catch (IOException e) {
            assertThat(e).hasMessage("stopped");
        }
        return operations.count() >= at;
    }

    @FunctionalInterface
    private interface Removing {
        void run(FileOperations operations) throws IOException;
    }

    /** Either the model is there and whole, or nothing of it is. */
    private boolean assertWholeOrGone() {
        try (ModelManager manager = store.manager()) {
            manager.prune();
            if (manager.installedRefs().isEmpty()) {
                assertThat(store.base.resolve("g")).doesNotExist();
                return false;
            }
            assertThat(manager.path(InstalledStore.REF)).isDirectory();
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
            return true;
        }
    }

    @Test
    void aRemovalThatStopsAnywhereLeavesTheModelWholeOrNothingOfIt() {
        int whole = 0;
        int gone = 0;
        boolean stopped = true;
        for (int at = 1; stopped; at++) {
            stopped = stops(WatchedFileOperations.stoppedAt(at), at, this::remove);
            if (assertWholeOrGone()) {
                whole++;
            } else {
                gone++;
                store.install();
            }
        }
        assertThat(whole).isGreaterThan(10);
        assertThat(gone).isGreaterThan(10);
    }

    @Test
    void aRecoveryThatStopsAnywhereToo() {
        Path displaced = store.base.resolve("g/m/.v.old");
        for (boolean committed : new boolean[] {false, true}) {
            boolean stopped = true;
            for (int at = 1; stopped; at++) {
                removeUntil(committed ? "g/m/.v.gone" : "registry.json");
                assertThat(displaced).exists();
                stopped = stops(WatchedFileOperations.stoppedAt(at), at, this::prune);
                assertThat(assertWholeOrGone()).isEqualTo(!committed);
                store.install();
            }
        }
    }

    /** Begins a removal that stops before something is renamed to a path. */
    private void removeUntil(String path) {
        boolean[] stopped = {false};
        WatchedFileOperations operations = new WatchedFileOperations(step -> {
            stopped[0] |= step.is("move", store.base.resolve(path));
            if (stopped[0]) {
                throw new IOException("stopped");
            }
        });
        assertThat(stops(operations, 1, this::remove)).isTrue();
    }

    /** As if an update had stopped between its renames and its commit. */
    private void interruptAnUpdate() throws IOException {
        Files.move(store.version(), store.base.resolve("g/m/.v.old"));
        Path metadata = Files.createDirectories(store.version().resolve(".test"));
        Files.writeString(metadata.resolve("manifest.json"), "{}");
    }

    @Test
    void aRemovalAfterAnInterruptedUpdateRemovesWhatIsListed() throws IOException {
        interruptAnUpdate();

        remove(new SystemFileOperations());

        assertThat(assertWholeOrGone()).isFalse();
    }

    @Test
    void aVerificationAfterAnInterruptedUpdateSeesWhatIsListed() throws IOException {
        interruptAnUpdate();

        try (ModelManager manager = store.manager()) {
            assertThat(manager.verify(InstalledStore.REF).ok()).isTrue();
        }
        assertThat(assertWholeOrGone()).isTrue();
    }

    @Test
    void nothingOfTheModelIsDeletedBeforeItIsOffTheList() throws IOException {
        remove(new WatchedFileOperations(step -> {
            if (step.name().equals("delete") && step.path().startsWith(store.base.resolve("g"))) {
                assertThat(store.base.resolve("registry.json")).content().doesNotContain("\"v\"");
            }
        }));
        assertThat(store.base.resolve("g")).doesNotExist();
    }

    @Test
    void aModelFolderThatAnotherRemovalTakesAwayDisturbsNoRecovery() throws IOException {
        removeUntil("g/m/.v.gone");
        Path model = store.base.resolve("g/m");
        FileOperations crossed = new WatchedFileOperations(step -> {
            if (step.is("forceDirectory", model) && isEmpty(model)) {
                Files.delete(model);
            }
        });

        assertThatCode(() -> store.change(crossed).close()).doesNotThrowAnyException();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    @Test
    void twoThatClearAwayTheSameDisturbNeither() throws IOException {
        Path cached =
                Files.createDirectories(store.base.resolve("cache/chunks")).resolve("c");
        Files.createFile(cached);

        prune(new WatchedFileOperations(step -> {
            if (step.is("delete", cached)) {
                Files.delete(cached);
            }
        }));

        assertThat(cached).doesNotExist();
    }

    @Test
    void aVersionThatIsRemovedWhileItIsLookedAtDisturbsNoClearingAway() throws IOException {
        Path metadata = store.version().resolve(".test");
        boolean[] removed = {false};

        prune(new WatchedFileOperations(step -> {
            if (step.is("list", metadata) && !removed[0]) {
                removed[0] = true;
                remove(new SystemFileOperations());
            }
        }));

        assertThat(removed[0]).isTrue();
    }

    @Test
    void aFolderThatARemovalTakesAwayWhileItIsMadeIsSaidToBeMissing() throws IOException {
        Path made = folder.resolve("made");
        FileOperations crossed = new WatchedFileOperations(step -> {
            if (step.is("createDirectory", made)) {
                Files.createDirectory(made);
            } else if (step.is("realDirectory", made)) {
                Files.deleteIfExists(made);
            }
        });

        assertThatIOException()
                .isThrownBy(() -> new WholeFiles(crossed).createDirectories(made))
                .isInstanceOf(NoSuchFileException.class);
    }
}
