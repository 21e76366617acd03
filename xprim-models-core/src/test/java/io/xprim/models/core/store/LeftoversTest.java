// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.PruneResult;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clearing away, crossed by others. */
class LeftoversTest {
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    private Path folder;

    private InstalledStore store;
    private Path making = Path.of("");

    @BeforeEach
    void leaveSomething() throws IOException {
        store = InstalledStore.in(folder);
        making = store.base.resolve("g/m/.v.new");
        Files.write(Files.createDirectories(making.resolve("sub")).resolve("f"), new byte[100]);
    }

    private static FileOperations disk() {
        return new SystemFileOperations();
    }

    @Test
    void whatIsFreedIsCounted() throws IOException {
        Path chunks = Files.createDirectories(store.base.resolve("cache/chunks"));
        Files.write(chunks.resolve("c"), new byte[10]);
        PruneResult result = store.over(disk()).leftovers().delete(cancellation);
        assertThat(result.bytesFreed()).isEqualTo(110);
        assertThat(result.entries()).isEqualTo(2);
        assertThat(making).doesNotExist();
        assertThat(store.version()).isDirectory();
    }

    @Test
    void whereThereIsNoStoreThereIsNothing() throws IOException {
        new WholeFiles(disk()).deleteTree(store.base);
        assertThat(store.over(disk()).leftovers().delete(cancellation).entries())
                .isZero();
        assertThat(store.base).doesNotExist();
    }

    @Test
    void whoeverIsCancelledDeletesNothingMore() {
        cancellation.cancel();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> store.over(disk()).leftovers().delete(cancellation));
        assertThat(making).exists();
    }

    @Test
    void whatSomebodyIsAtWorkOnStays() throws IOException {
        try (VersionChange atWork = store.change(disk())) {
            assertThat(store.over(disk()).leftovers().delete(cancellation).entries())
                    .isZero();
            assertThat(atWork.entry()).isPresent();
        }
        assertThat(making).exists();
    }

    @Test
    void ofWhatIsOldTheReferenceOfTheCallerStays() throws IOException {
        store.over(disk()).leftovers().deleteUntouched(InstalledStore.REF, touched -> true, cancellation);
        assertThat(making).exists();
    }

    @Test
    void whatSomebodyTouchedUntilTheLockWasHadStays() throws IOException {
        Instant then = Instant.now().minus(Duration.ofDays(2));
        disk().touch(making, then);
        Path lock = new StorePaths(store.base, "test").lock(InstalledStore.REF);
        try (NioFileLocker locker = new NioFileLocker("filelock");
                Store over = store.over(disk(), new Touching(locker, lock))) {
            over.leftovers()
                    .deleteUntouched(
                            ModelRef.parse("g/other:v"),
                            touched -> touched.isBefore(Instant.now().minus(Duration.ofDays(1))),
                            cancellation);
        }
        assertThat(making).exists();
    }

    @Test
    void whatRecoveryTakesBackOfASwapThatDidNotCommitIsAsOldAsItIs() throws IOException {
        new WholeFiles(disk()).deleteTree(making);
        Files.move(store.version(), store.base.resolve("g/m/.v.old"));
        Path uncommitted = Files.createDirectories(store.version().resolve(".test"));
        Files.writeString(uncommitted.resolve("manifest.json"), "{}");
        store.over(disk())
                .leftovers()
                .deleteUntouched(
                        ModelRef.parse("g/other:v"),
                        touched -> touched.isBefore(Instant.now().minus(Duration.ofDays(1))),
                        cancellation);
        assertThat(making.resolve(".test/manifest.json")).hasContent("{}");
        assertThat(store.version().resolve("a.bin")).exists();
    }

    /** Somebody else goes on with the version just before its lock is taken. */
    private final class Touching implements FileLocker {
        private final FileLocker locker;
        private final Path lock;

        Touching(FileLocker locker, Path lock) {
            this.locker = locker;
            this.lock = lock;
        }

        @Override
        public String id() {
            return locker.id();
        }

        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancelled) throws IOException {
            if (file.equals(lock)) {
                disk().touch(making, Instant.now());
            }
            return locker.acquire(file, atMost, cancelled);
        }

        @Override
        public void close() {}
    }

    @Test
    void aCachedChunkThatGoesWhileItIsLookedAtIsGone() throws IOException {
        Path chunk = Files.createDirectories(store.base.resolve("cache/chunks")).resolve("c");
        Files.write(chunk, new byte[10]);
        FileOperations crossed = new WatchedFileOperations(step -> {
            if (step.is("status", chunk)) {
                Files.deleteIfExists(chunk);
            }
        });
        assertThat(store.over(crossed).leftovers().delete(cancellation).entries())
                .isEqualTo(1);
    }

    @Test
    void aLinkInThePlaceOfAGroupStays() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(store.base.resolve("linked"), elsewhere);
        store.over(disk()).leftovers().delete(cancellation);
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache", "cache/chunks"})
    void chunksBehindALinkAreSomebodyElses(String linked) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/chunks"));
        Path precious = Files.writeString(elsewhere.resolve("precious"), "x");
        new WholeFiles(disk()).deleteTree(store.base.resolve(linked));
        new WholeFiles(disk()).deleteTree(making);
        Files.createSymbolicLink(
                store.base.resolve(linked), linked.equals("cache") ? folder.resolve("elsewhere") : elsewhere);
        store.over(disk()).leftovers().delete(cancellation);
        assertThat(precious).hasContent("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache", "cache/locks"})
    void locksAreNotTakenBehindALink(String linked) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        new WholeFiles(disk()).deleteTree(store.base.resolve(linked));
        Files.createSymbolicLink(store.base.resolve(linked), elsewhere);
        assertThatIOException()
                .isThrownBy(() -> store.over(disk()).leftovers().delete(cancellation))
                .withMessageContaining("is no folder of the store's own");
        assertThat(elsewhere).isEmptyDirectory();
    }
}
