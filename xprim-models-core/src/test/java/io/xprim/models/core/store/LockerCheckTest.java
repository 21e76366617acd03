// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.StorageException;
import io.xprim.models.core.registry.RecordingLogger;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores whose locks cannot be relied on. */
class LockerCheckTest {
    @TempDir
    private Path folder;

    private InstalledStore store;

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
    }

    /** Lets everybody in. */
    private record Useless(String id) implements FileLocker {
        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) {
            return Optional.of(new FileLock() {
                @Override
                public boolean isValid() {
                    return true;
                }

                @Override
                public void close() {}
            });
        }

        @Override
        public void close() {}
    }

    private ModelManager manager(FileLocker locker) {
        return ModelManager.builder("test")
                .dataDirectory(store.base)
                .environment(Map.of())
                .fileLocker(locker)
                .build();
    }

    @Test
    @Tag("C14")
    void aLockerThatKeepsNobodyOutIsRefusedByChangesAndDisturbsNoReader() {
        try (ModelManager manager = manager(new Useless("filelock"))) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> manager.remove(InstalledStore.REF))
                    .withMessageContaining("let two hold");
            assertThat(manager.listInstalled()).hasSize(1);
            assertThat(manager.path(InstalledStore.REF)).isDirectory();
        }
    }

    @Test
    @Tag("C14")
    void aStoreThatIsLockedInAnotherWayIsRefused() {
        try (ModelManager manager = manager(new Useless("other"))) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> manager.verify(InstalledStore.REF))
                    .withMessageContainingAll("filelock", "other");
        }
    }

    @Test
    @Tag("C14")
    void theRecordOfAProcessThatDiedOverItIsMadeAgain() throws IOException {
        Path record = store.base.resolve("cache/locks/locker");
        Files.writeString(record, "");
        store.change(new SystemFileOperations()).close();
        assertThat(record).hasContent("filelock");
    }

    @Test
    @Tag("C14")
    void twoThatUseAStoreFirstAtOnceAgreeOnTheLocker() throws IOException {
        Path record = store.base.resolve("cache/locks/locker");
        Files.delete(record);
        store.change(new WatchedFileOperations(step -> {
                    if (step.is("create", record)) {
                        Files.writeString(record, "filelock\n");
                    }
                }))
                .close();
        assertThat(record).hasContent("filelock");
    }

    @Test
    @Tag("C14")
    void anotherOnesProbeShowsThatTheLockerKeepsOthersOut() throws IOException {
        Path probe = store.base.resolve("cache/locks/probe.lock");
        try (NioFileLocker theirs = new NioFileLocker("filelock");
                FileLocker.FileLock held =
                        theirs.acquire(probe, Duration.ZERO, new Cancellation()).orElseThrow()) {
            store.change(new SystemFileOperations()).close();
            assertThat(held.isValid()).isTrue();
        }
    }

    @Test
    @Tag("C14")
    void aNetworkFileSystemIsWarnedOfWhenTheStoreIsFirstUsed() throws IOException {
        RecordingLogger logger = new RecordingLogger();
        FileOperations network = new WatchedFileOperations(step -> {}) {
            @Override
            public String fileSystemType(Path path) {
                return "nfs4";
            }
        };
        StorePaths paths = new StorePaths(folder.toRealPath(), "test");
        new WholeFiles(network).createDirectories(paths.locks());
        try (NioFileLocker locker = new NioFileLocker("filelock")) {
            for (int process = 0; process < 2; process++) {
                new LockerCheck(network, locker, logger).ensureSound(paths, new Cancellation());
            }
        }
        assertThat(logger.text()).containsOnlyOnce("network file system (nfs4)");
    }

    @Test
    @Tag("C14")
    void diskFileSystemsAreNotTakenForNetworks() {
        assertThat(new String[] {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "NTFS", "zfs", "fuseblk"})
                .noneMatch(NetworkFileSystem::is);
        assertThat(new String[] {"nfs", "NFS4", "cifs", "smb3", "fuse.sshfs", "9p"})
                .allMatch(NetworkFileSystem::is);
    }

    @Test
    @Tag("C14")
    void theLocksOfThisSystemKeepASecondProcessOut() throws IOException {
        try (ModelManager manager = store.manager()) {
            assertThat(manager.checkLocks()).isEqualTo(store.base);
        }
    }

    @Test
    @Tag("C14")
    void locksThatASecondProcessDoesNotSeeAreReported() {
        // What it takes is a file of its own, as on a file system that keeps locks to itself.
        try (NioFileLocker disk = new NioFileLocker("filelock");
                ModelManager manager = manager(new Elsewhere(disk))) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(manager::checkLocks)
                    .withMessageContaining("do not keep other processes out");
        }
    }

    @Test
    @Tag("C14")
    void aLockerThatASecondProcessWouldNotChooseCannotBeTried() throws IOException {
        Files.writeString(store.base.resolve("cache/locks/locker"), "own");
        try (NioFileLocker own = new NioFileLocker("own");
                ModelManager manager = manager(own)) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(manager::checkLocks)
                    .withMessageContaining("would not use the file locker");
        }
    }

    private record Elsewhere(FileLocker locker) implements FileLocker {
        @Override
        public String id() {
            return locker.id();
        }

        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) throws IOException {
            return locker.acquire(file.resolveSibling("elsewhere.lock"), atMost, cancellation);
        }

        @Override
        public void close() {}
    }
}
