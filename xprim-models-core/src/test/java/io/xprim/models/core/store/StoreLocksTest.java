// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelRef;
import io.xprim.models.core.registry.RecordingLogger;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a lock is waited for, with a locker that takes no time. */
@Timeout(60)
class StoreLocksTest {
    private static final ModelRef REF = ModelRef.parse("g/m:v");

    private final RecordingLogger logger = new RecordingLogger();
    private final Heartbeat heartbeat = new Heartbeat();
    private final Cancellation cancellation = new Cancellation();
    private final Busy locker = new Busy();

    @TempDir
    private Path folder;

    private StorePaths paths = new StorePaths(Path.of(""), "test");
    private StoreLocks locks = locks(paths);

    @BeforeEach
    void open() throws IOException {
        paths = new StorePaths(folder.toRealPath(), "test");
        locks = locks(paths);
        locker.freeAfter = Integer.MAX_VALUE;
        locks.prepare(cancellation);
        locker.freeAfter = 0;
        locker.waits.clear();
    }

    private StoreLocks locks(StorePaths in) {
        FileOperations disk = new SystemFileOperations();
        HolderNotes notes = new HolderNotes(disk, heartbeat, Clock.systemUTC(), logger, Duration.ofSeconds(30));
        return new StoreLocks(in, disk, locker, new LockerCheck(disk, locker, logger), notes, logger);
    }

    @AfterEach
    void close() {
        heartbeat.close();
    }

    /** Somebody else has the lock until it was asked for often enough; meanwhile something may happen. */
    private static final class Busy implements FileLocker {
        private final List<Duration> waits = new ArrayList<>();
        private int freeAfter;
        private Runnable meanwhile = () -> {};

        @Override
        public String id() {
            return "busy";
        }

        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) {
            waits.add(atMost);
            meanwhile.run();
            return waits.size() > freeAfter ? Optional.of(new Free()) : Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static final class Free implements FileLocker.FileLock {
        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void whoWaitsNoLongerThanASecondIsToldThatTheTimeIsUp() {
        locker.freeAfter = 1;
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> locks.reference(REF, Optional.of(Duration.ofSeconds(1)), cancellation))
                .withMessageContainingAll("g/m v", "another process or thread");
        assertThat(locker.waits).containsExactly(Duration.ofSeconds(1));
        assertThat(logger.text()).doesNotContain("waiting");
    }

    @Test
    void whoWaitsLongerIsToldWhatForAndGetsTheLockWhenItIsFree() throws IOException {
        locker.freeAfter = 3;
        locks.reference(REF, Optional.empty(), cancellation).close();
        assertThat(locker.waits).hasSize(4).containsOnly(Duration.ofSeconds(1));
        assertThat(logger.text()).containsOnlyOnce("waiting for g/m v, which is held by another process or thread");
    }

    @Test
    void theLastWaitIsOfWhatIsLeft() {
        locker.freeAfter = Integer.MAX_VALUE;
        locker.meanwhile = () -> {
            if (locker.waits.size() > 1) {
                pass(locker.waits.get(locker.waits.size() - 1));
            }
        };
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> locks.reference(REF, Optional.of(Duration.ofMillis(1001)), cancellation));
        assertThat(locker.waits.get(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(locker.waits.get(1)).isLessThanOrEqualTo(Duration.ofMillis(1001));
    }

    private static void pass(Duration time) {
        for (long start = System.nanoTime(); System.nanoTime() - start <= time.toNanos(); ) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoeverIsCancelledOrInterruptedWaitsNoMore() {
        locker.freeAfter = Integer.MAX_VALUE;
        for (int calls : new int[] {1, 2}) {
            locker.waits.clear();
            Cancellation ours = new Cancellation();
            locker.meanwhile = () -> {
                if (locker.waits.size() == calls) {
                    ours.cancel();
                }
            };
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> locks.reference(REF, Optional.empty(), ours));
            assertThat(locker.waits).hasSize(calls);
        }
        locker.waits.clear();
        locker.meanwhile = () -> Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> locks.reference(REF, Optional.empty(), cancellation));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void onlyWhatIsFreeIsTakenAtOnce() throws IOException {
        assertThat(locks.referenceIfFree(REF)).isPresent();
        locker.waits.clear();
        locker.freeAfter = 1;
        assertThat(locks.referenceIfFree(REF)).isEmpty();
        assertThat(locker.waits).containsExactly(Duration.ZERO);
    }

    @Test
    void registryJsonAndTheProbeAreWaitedForHalfAMinute() {
        locker.freeAfter = Integer.MAX_VALUE;
        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> locks.registry())
                .withMessageContaining("registry.json");
        assertThatExceptionOfType(LockTimeoutException.class).isThrownBy(() -> locks.probe(cancellation));
        assertThat(locker.waits).containsOnly(Duration.ofSeconds(30));
    }
}
