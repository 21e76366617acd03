// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker.FileLock;
import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.testkit.suite.Background;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DynamicContainer;

/** How long a lock is waited for. */
final class WaitSuite {
    /** What a busy machine may take on top of a wait that is over. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private WaitSuite() {}

    static DynamicContainer of(FileLockerProvider provider, Duration limit) {
        return new LockSuite("Waiting", provider, limit)
                .test("without a wait a lock is tried once", trial -> assertGivesUp(trial, Duration.ZERO))
                .test("a wait ends when its time is up", trial -> assertGivesUp(trial, LockTrial.SHORT))
                .test("who waits gets the lock when it is free", WaitSuite::untilFree)
                .test("cancelling ends a wait, and leaves the lock to its holder", WaitSuite::cancelled)
                .test("who gives up leaves the lock to its holder", WaitSuite::givesUp)
                .node();
    }

    private static void assertGivesUp(LockTrial trial, Duration atMost) throws Exception {
        try (FileLock lock = trial.lock(trial.locker())) {
            List<Optional<FileLock>> got = new CopyOnWriteArrayList<>();
            long start = System.nanoTime();
            Background waiter = Background.start(
                    "waits", () -> got.add(trial.other().acquire(trial.file(), atMost, new Cancellation())));
            Duration most = atMost.plus(ALLOWANCE);
            assertEquals(Optional.empty(), waiter.failureWithin(most));
            assertEquals(List.of(Optional.empty()), got, "a lock that somebody holds");
            Duration taken = Duration.ofNanos(waiter.endedAtNanos(most) - start);
            // Clocks differ by a little.
            assertTrue(
                    taken.plusMillis(20).compareTo(atMost) >= 0,
                    () -> "it gave up after " + taken.toMillis() + " ms of " + atMost.toMillis());
            assertTrue(lock.isValid());
        }
    }

    private static void untilFree(LockTrial trial) throws Exception {
        List<Optional<FileLock>> got = new CopyOnWriteArrayList<>();
        FileLock lock = trial.lock(trial.locker());
        Background waiter = LockTrial.waiter(trial.other(), trial.file(), new Cancellation(), got);
        LockTrial.letWait();
        assertEquals(List.of(), got, "a lock that somebody holds");
        lock.close();
        assertEquals(Optional.empty(), waiter.failureWithin(LockTrial.SOON));
        assertTrue(got.get(0).isPresent());
    }

    private static void cancelled(LockTrial trial) throws Exception {
        List<Optional<FileLock>> got = new CopyOnWriteArrayList<>();
        Cancellation cancellation = new Cancellation();
        try (FileLock lock = trial.lock(trial.locker())) {
            Background waiter = LockTrial.waiter(trial.other(), trial.file(), cancellation, got);
            LockTrial.letWait();
            cancellation.cancel();
            assertEquals(Optional.empty(), waiter.failureWithin(ALLOWANCE));
            assertEquals(List.of(Optional.empty()), got, "a wait that was cancelled");
            assertTrue(lock.isValid());
        }
        assertTrue(trial.isFree(trial.other()));
    }

    private static void givesUp(LockTrial trial) throws Exception {
        try (FileLock lock = trial.lock(trial.locker());
                OtherProcess process = OtherProcess.start(trial)) {
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        Optional.empty(), trial.other().acquire(trial.file(), LockTrial.SHORT, new Cancellation()));
            }
            assertTrue(lock.isValid());
            trial.other().close();
            assertTrue(lock.isValid());
            assertTrue(!process.tryLock(), "another process got a lock that is held here");
        }
    }
}
