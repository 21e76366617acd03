// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.core.registry.RecordingLogger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds a lock, and whether he is alive. */
@Timeout(60)
class HolderNotesTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private final FileOperations disk = new SystemFileOperations();
    private final RecordingLogger logger = new RecordingLogger();
    private final Heartbeat heartbeat = new Heartbeat();
    private NioFileLocker locker;
    private StorePaths paths;
    private StoreLocks locks;

    @BeforeEach
    void open() throws IOException {
        locker = new NioFileLocker("filelock");
        paths = new StorePaths(folder.toRealPath(), "test");
        locks = new StoreLocks(
                paths,
                disk,
                locker,
                new LockerCheck(disk, locker, logger),
                new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, PATIENCE),
                logger);
    }

    @AfterEach
    void close() {
        heartbeat.close();
        locker.close();
    }

    @Test
    @Tag("C09")
    void whoWaitsForAHolderThatIsNotHeardOfGivesUpAndNamesIt() throws IOException {
        try (StoreLocks.Held held = locks.reference(InstalledStore.REF, Optional.empty(), new Cancellation())) {
            // A process that was stopped renews nothing.
            Files.writeString(
                    paths.holder(InstalledStore.REF), "pid 4711\nhost h\nsince 2026-01-01T00:00:00Z\nrenewed then\n");
            assertThatExceptionOfType(LockTimeoutException.class)
                    .isThrownBy(() -> locks.reference(InstalledStore.REF, Optional.empty(), new Cancellation()))
                    .withMessageContainingAll("g/m v", "pid 4711", "host h", "not been heard of")
                    .withMessageNotContaining("\n");
        }
        assertThat(logger.text()).contains("waiting for g/m v, which is held by pid 4711");
    }

    @Test
    void whoWaitsForAHolderWithoutANoteDoesNotGiveUp() throws Exception {
        StoreLocks.Held held = locks.reference(InstalledStore.REF, Optional.empty(), new Cancellation());
        Files.delete(paths.holder(InstalledStore.REF));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try (StoreLocks.Held next = locks.reference(InstalledStore.REF, Optional.empty(), new Cancellation())) {
                next.ensureValid();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        // Longer than the wait for the announcement, one look and the patience with a note.
        assertThat(waiting)
                .failsWithin(2500, TimeUnit.MILLISECONDS)
                .withThrowableOfType(java.util.concurrent.TimeoutException.class);
        held.close();
        assertThat(waiting).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void aNoteIsRenewedWithoutChangingItsLengthAndGoesWithItsLock() throws Exception {
        HolderNotes notes = new HolderNotes(disk, heartbeat, new TickingClock(), logger, PATIENCE);
        Path file = folder.resolve("note");
        try (HolderNotes.Note note = notes.write(file)) {
            String first = Files.readString(file);
            note.renew();
            assertThat(Files.readString(file)).hasSameSizeAs(first).isNotEqualTo(first);
            assertThat(first).contains("pid " + ProcessHandle.current().pid(), "\nhost ", "\nsince ", "\nrenewed ");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aRenewalAfterTheEndDoesNotTouchTheNoteOfTheNextHolder() throws IOException {
        HolderNotes notes = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, PATIENCE);
        Path file = folder.resolve("note");
        HolderNotes.Note note = notes.write(file);
        note.close();
        Files.writeString(file, "pid 1\n");
        note.renew();
        assertThat(file).hasContent("pid 1");
    }

    @Test
    void aNoteThatCannotBeWrittenIsNoFailure() throws IOException {
        FileOperations full = new WatchedFileOperations(step -> {
            if (step.name().equals("create")) {
                throw new IOException("No space left on device");
            }
        });
        HolderNotes notes = new HolderNotes(full, heartbeat, Clock.systemUTC(), logger, PATIENCE);
        Path file = folder.resolve("note");
        try (HolderNotes.Note note = notes.write(file)) {
            note.renew();
            assertThat(notes.describe(file)).isEqualTo("another process or thread");
        }
    }

    @Test
    void controlCharactersInANoteAreNotRepeated() throws IOException {
        Path file = folder.resolve("note");
        Files.writeString(file, "pid \u001b[2J1\n");
        HolderNotes notes = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, PATIENCE);
        assertThat(notes.describe(file)).doesNotContain("\u001b");
    }

    @Test
    void aNoteThatIsEmptySaysNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("note"), " \n");
        HolderNotes notes = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, PATIENCE);
        assertThat(notes.describe(file)).isEqualTo("another process or thread");
    }

    @Test
    void aHolderIsSilentOnceItsNoteHasStayedAsItIsForTooLong() throws IOException {
        Path file = Files.writeString(folder.resolve("note"), "pid 1\nrenewed then\n");
        HolderNotes impatient = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, Duration.ofNanos(-1));
        HolderNotes patient = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, Duration.ofHours(1));
        assertThat(patient.watch(file).isSilent()).isFalse();
        assertThat(impatient.watch(file).isSilent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pid 1\n", "pid 1\nrenewed th"})
    void aHolderWhoseNoteIsNotWholeIsNotSilent(String note) throws IOException {
        Path file = Files.writeString(folder.resolve("note"), note);
        HolderNotes impatient = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, Duration.ZERO);
        HolderNotes.Watch watch = impatient.watch(file);
        assertThat(watch.isSilent()).isFalse();
        Files.writeString(file, "pid 1\nrenewed then\n");
        assertThat(watch.isSilent()).isFalse();
        assertThat(watch.isSilent()).isTrue();
    }

    @Test
    void aHolderThatIsHeardOfAgainIsNotSilentAnyMore() throws IOException {
        Path file = Files.writeString(folder.resolve("note"), "pid 1\nrenewed then\n");
        HolderNotes notes = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, Duration.ofSeconds(1));
        HolderNotes.Watch watch = notes.watch(file);
        while (!watch.isSilent()) {
            Thread.onSpinWait();
        }
        Files.writeString(file, "pid 1\nrenewed now\n");
        assertThat(watch.isSilent()).isFalse();
    }
}
