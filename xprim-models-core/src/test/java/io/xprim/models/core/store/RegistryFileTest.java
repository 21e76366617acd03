// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.DamagedStoreException;
import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.format.StoreIndex;
import io.xprim.models.core.registry.RecordingLogger;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** registry.json, changed by two processes at once. */
class RegistryFileTest {
    private static final ModelRef OURS = ModelRef.parse("g/ours:1");
    private static final ModelRef THEIRS = ModelRef.parse("g/theirs:1");
    private static final StoreEntry ENTRY = new StoreEntry(new Sha256("a".repeat(64)), 1, 1, Instant.EPOCH);

    private final FileLocker ourLocker = new NioFileLocker("filelock");
    private final FileLocker theirLocker = new NioFileLocker("filelock");
    private final Heartbeat heartbeat = new Heartbeat();

    @TempDir
    private Path folder;

    private StorePaths paths = new StorePaths(Path.of(""), "test");

    @BeforeEach
    void nameTheStore() throws IOException {
        paths = new StorePaths(folder.toRealPath(), "test");
    }

    @AfterEach
    void close() {
        ourLocker.close();
        theirLocker.close();
        heartbeat.close();
    }

    private RegistryFile open(FileOperations operations, FileLocker locker) {
        RecordingLogger logger = new RecordingLogger();
        HolderNotes notes = new HolderNotes(operations, heartbeat, Clock.systemUTC(), logger, Duration.ofSeconds(30));
        LockerCheck check = new LockerCheck(operations, locker, logger);
        StoreLocks locks = new StoreLocks(paths, operations, locker, check, notes, logger);
        return new RegistryFile(paths, operations, locks, new Random());
    }

    private RegistryFile theirs() {
        return open(new SystemFileOperations(), theirLocker);
    }

    private Optional<FileLocker.FileLock> tryTheirLock() throws IOException {
        return theirLocker.acquire(paths.registryLock(), Duration.ZERO, new Cancellation());
    }

    @Test
    void whatAnotherListsWhileTheLockIsWaitedForStays() throws IOException {
        RegistryFile registry = open(new SystemFileOperations(), new Slow());

        registry.change(index -> index.with(OURS, ENTRY), true);

        assertThat(registry.read().entries()).containsOnlyKeys(OURS, THEIRS);
    }

    /** Gets the lock only when another process has had it. */
    private final class Slow implements FileLocker {
        @Override
        public String id() {
            return ourLocker.id();
        }

        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) throws IOException {
            theirs().change(index -> index.with(THEIRS, ENTRY), true);
            return ourLocker.acquire(file, atMost, cancellation);
        }

        @Override
        public void close() {}
    }

    @Test
    @Tag("D09")
    void whatSomebodyElseHasRebuiltMeanwhileStays() throws IOException {
        theirs().change(index -> index.with(THEIRS, ENTRY), true);

        assertThat(theirs().replaceDamaged(StoreIndex::empty, Instant.EPOCH)).isEmpty();

        assertThat(theirs().read().entries()).containsOnlyKeys(THEIRS);
    }

    @Test
    @Tag("D09")
    void oneThatIsTooLongForMemoryIsDamaged() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(paths.registry().toFile(), "rw")) {
            file.setLength((64 << 20) + 1);
        }
        assertThatExceptionOfType(DamagedStoreException.class)
                .isThrownBy(() -> theirs().read())
                .withMessageContaining("is damaged: it has 67108865 bytes");
    }

    @Test
    void nobodyElseGetsTheLockBeforeTheNewOneIsInPlaceAndOnTheDisk() throws IOException {
        int[] looked = {0};
        RegistryFile registry = open(
                new WatchedFileOperations(step -> {
                    if (step.is("move", paths.registry()) || step.is("forceDirectory", paths.base())) {
                        looked[0]++;
                        assertThat(tryTheirLock()).isEmpty();
                    }
                }),
                ourLocker);

        registry.change(index -> index.with(OURS, ENTRY), true);

        assertThat(looked[0]).isEqualTo(2);
        try (FileLocker.FileLock free = tryTheirLock().orElseThrow()) {
            assertThat(free.isValid()).isTrue();
        }
    }
}
