// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever finds that his lock is lost changes nothing any more: another may be at work. */
class LostLockTest {
    private final Losing locker = new Losing();
    private final FileOperations disk = new SystemFileOperations();

    @TempDir
    private Path folder;

    private InstalledStore store;
    private String document = "";

    @BeforeEach
    void install() throws IOException {
        store = InstalledStore.in(folder);
        document = Files.readString(registry());
    }

    @AfterEach
    void close() {
        locker.close();
    }

    /** Gives locks that are all lost at some moment. */
    private static final class Losing implements FileLocker {
        private final FileLocker disk = new NioFileLocker("filelock");
        private boolean lost;

        @Override
        public String id() {
            return disk.id();
        }

        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) throws IOException {
            return disk.acquire(file, atMost, cancellation).map(lock -> new FileLock() {
                @Override
                public boolean isValid() {
                    return !lost && lock.isValid();
                }

                @Override
                public void close() {
                    lock.close();
                }
            });
        }

        @Override
        public void close() {
            disk.close();
        }
    }

    private Path registry() {
        return store.base.resolve("registry.json");
    }

    private Path displaced() {
        return store.base.resolve("g/m/.v.old");
    }

    private VersionChange change(FileOperations operations) throws IOException {
        return store.over(operations, locker)
                .change(InstalledStore.REF, Optional.of(Duration.ofSeconds(10)), new Cancellation());
    }

    /** The disk, on which the locks are lost just before an operation. */
    private FileOperations losingAt(String operation, Path path) {
        return new WatchedFileOperations(step -> locker.lost |= step.is(operation, path));
    }

    private void assertFails(Changing changing) {
        assertThatIOException().isThrownBy(changing::run).withMessageContaining("was removed or replaced");
        assertThat(registry()).hasContent(document);
    }

    @FunctionalInterface
    private interface Changing {
        void run() throws IOException;
    }

    @Test
    void noChangeBegins() throws IOException {
        Path condemned = Files.createDirectory(store.base.resolve("g/m/.v.gone"));
        locker.lost = true;
        assertFails(() -> change(disk).close());
        assertThat(condemned).exists();
    }

    @Test
    void aRemovalEndsBeforeItMovesTheVersionOrBeforeItCommits() throws IOException {
        try (VersionChange change = change(disk)) {
            locker.lost = true;
            assertFails(change::remove);
        }
        assertThat(store.version()).isDirectory();
        locker.lost = false;
        try (VersionChange change = change(losingAt("move", displaced()))) {
            assertFails(change::remove);
        }
        assertThat(displaced()).isDirectory();
    }

    @Test
    void whoeverWritesRegistryJsonLeavesTheOldOne() throws IOException {
        FileOperations losing = new WatchedFileOperations(
                step -> locker.lost |= step.path().toString().contains("registry.json.tmp-"));
        try (VersionChange change = change(losing)) {
            assertFails(change::remove);
        }
        try (Stream<Path> files = Files.list(store.base)) {
            assertThat(files).noneMatch(file -> file.toString().contains("tmp-"));
        }
    }

    @Test
    void aManifestIsNotPutBack() throws IOException {
        Path metadata = store.version().resolve(".test");
        Path copy = metadata.resolve("manifest.json");
        Files.writeString(copy, "damaged");
        try (VersionChange change = change(disk)) {
            locker.lost = true;
            assertFails(
                    () -> change.restoreManifest(InstalledStore.raw(InstalledStore.MODEL), "http://registry.invalid/"));
            assertThat(copy).hasContent("damaged");
            new WholeFiles(disk).deleteTree(metadata);
            Files.writeString(metadata, "in the way");
            assertFails(
                    () -> change.restoreManifest(InstalledStore.raw(InstalledStore.MODEL), "http://registry.invalid/"));
            assertThat(metadata).hasContent("in the way");
        }
    }

    @Test
    void nothingIsClearedAway() throws IOException {
        Path making = Files.createDirectory(store.base.resolve("g/m/.v.new"));
        locker.lost = true;
        assertFails(() -> store.over(disk, locker).leftovers().delete(new Cancellation()));
        assertThat(making).exists();
    }

    @Test
    void aReaderPutsNothingRight() throws IOException {
        Files.move(store.version(), displaced());
        locker.lost = true;
        assertFails(() -> store.over(disk, locker).get(InstalledStore.REF, new Cancellation()));
        assertThat(displaced()).isDirectory();
    }
}
