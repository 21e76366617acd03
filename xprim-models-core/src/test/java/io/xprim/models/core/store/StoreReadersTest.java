// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.NotInstalledException;
import io.xprim.models.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers of a store that is being changed. */
@Timeout(60)
class StoreReadersTest {
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    private Path folder;

    private InstalledStore store;

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
    }

    private Path displaced() {
        return store.base.resolve("g/m/.v.old");
    }

    @Test
    void whatIsListedWithoutAFolderIsSaidToHaveLostIt() throws IOException {
        new WholeFiles(new SystemFileOperations()).deleteTree(store.version());
        Store over = store.over(new SystemFileOperations());
        assertThatExceptionOfType(NotInstalledException.class)
                .isThrownBy(() -> over.get(InstalledStore.REF, cancellation))
                .withMessageContaining("is listed, but its folder");
        assertThat(over.list(cancellation)).isEmpty();
    }

    @Test
    void whatARemovalTookMeanwhileIsNotInstalled() {
        boolean[] removed = {false};
        Store over = store.over(new WatchedFileOperations(step -> {
            if (step.is("status", store.version()) && !removed[0]) {
                removed[0] = true;
                try (VersionChange change = store.change(new SystemFileOperations())) {
                    change.remove();
                }
            }
        }));
        assertThatExceptionOfType(NotInstalledException.class)
                .isThrownBy(() -> over.get(InstalledStore.REF, cancellation))
                .withMessageEndingWith("is not installed");
    }

    @Test
    void anUpdateThatWasInterruptedIsPutRightByAReader() throws IOException {
        Files.move(store.version(), displaced());
        assertThat(store.over(new SystemFileOperations())
                        .get(InstalledStore.REF, cancellation)
                        .path())
                .isEqualTo(store.version());
        assertThat(store.version()).isDirectory();
        assertThat(displaced()).doesNotExist();
    }

    @Test
    void anUpdateThatWasInterruptedOnADiskThatCannotBeWrittenIsSaidToBe() throws IOException {
        Files.move(store.version(), displaced());
        Store over = store.over(withoutNewLocks());
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> over.get(InstalledStore.REF, cancellation))
                .withMessageContainingAll("was interrupted", "Read-only file system");
    }

    @Test
    @Tag("C14")
    void anUpdateThatWasInterruptedInAStoreThatIsLockedInAnotherWayIsSaidToBe() throws IOException {
        Files.move(store.version(), displaced());
        Files.writeString(store.base.resolve("cache/locks/locker"), "another\n");
        Store over = store.over(new SystemFileOperations());
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> over.get(InstalledStore.REF, cancellation))
                .withMessageContainingAll("was interrupted", "another");
    }

    @Test
    void aFolderThatIsGoneOnADiskThatCannotBeWrittenIsGone() throws IOException {
        new WholeFiles(new SystemFileOperations()).deleteTree(store.version());
        Store over = store.over(withoutNewLocks());
        assertThatExceptionOfType(NotInstalledException.class)
                .isThrownBy(() -> over.get(InstalledStore.REF, cancellation));
    }

    private FileOperations withoutNewLocks() {
        Path locker = store.base.resolve("cache/locks/locker");
        return new WatchedFileOperations(step -> {
            if (step.is("status", locker)) {
                throw new FileSystemException(locker.toString(), null, "Read-only file system");
            }
        });
    }

    @Test
    void whoeverIsCancelledDoesNotWaitForAnUpdate() throws IOException {
        Store over = store.over(new SystemFileOperations());
        try (VersionChange update = store.change(new SystemFileOperations())) {
            Files.move(store.version(), displaced());
            cancellation.cancel();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> over.get(InstalledStore.REF, cancellation))
                    .withMessageContaining("cancelled");
            assertThat(update.entry()).isPresent();
        }
    }
}
