// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.FileLocker.FileLock;
import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.testkit.suite.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DynamicContainer;

/** That a lock has one holder, in this process. */
final class ExclusionSuite {
    private static final int THREADS = 6;
    private static final int ROUNDS = 10;

    /** Long enough for another thread to come in, if it can. */
    private static final Duration HELD = Duration.ofNanos(500_000);

    private ExclusionSuite() {}

    static DynamicContainer of(FileLockerProvider provider, Duration limit) {
        return new LockSuite("Exclusion", provider, limit)
                .test("the locker has the id of its provider", ExclusionSuite::id)
                .test("a lock is not reentrant", ExclusionSuite::notReentrant)
                .test("a lock is free once it is closed", ExclusionSuite::freeOnceClosed)
                .test("closing a lock a second time does nothing", ExclusionSuite::closeTwice)
                .test("closing a locker a second time does nothing", ExclusionSuite::closeLockerTwice)
                .test("locks of different files do not exclude each other", ExclusionSuite::differentFiles)
                .test(
                        "threads that share a locker exclude each other",
                        trial -> assertExclusion(trial, List.of(trial.locker())))
                .test(
                        "two lockers of one provider exclude each other",
                        trial -> assertExclusion(trial, List.of(trial.locker(), trial.other())))
                .node();
    }

    private static void id(LockTrial trial) {
        assertTrue(trial.provider().id().matches("[a-z0-9][a-z0-9-]{0,31}"), trial.provider()::id);
        assertEquals(trial.provider().id(), trial.locker().id());
    }

    private static void notReentrant(LockTrial trial) throws Exception {
        try (FileLock lock = trial.lock(trial.locker())) {
            assertFalse(trial.isFree(trial.locker()), "the same thread got the lock a second time");
            assertTrue(lock.isValid(), "the lock is still valid");
        }
    }

    private static void freeOnceClosed(LockTrial trial) throws Exception {
        FileLock lock = trial.lock(trial.locker());
        assertTrue(lock.isValid());
        lock.close();
        assertFalse(lock.isValid(), "a lock that was closed is not valid");
        assertTrue(trial.isFree(trial.other()));
        assertTrue(trial.isFree(trial.locker()));
    }

    private static void closeTwice(LockTrial trial) throws Exception {
        FileLock lock = trial.lock(trial.locker());
        lock.close();
        try (FileLock next = trial.lock(trial.locker())) {
            lock.close();
            assertTrue(next.isValid(), "the next holder's lock is still valid");
            assertFalse(trial.isFree(trial.locker()), "the next holder's lock was given away");
            assertFalse(trial.isFree(trial.other()), "the next holder's lock was given away");
        }
    }

    private static void closeLockerTwice(LockTrial trial) throws Exception {
        trial.lock(trial.locker()).close();
        trial.locker().close();
        trial.locker().close();
        assertTrue(trial.isFree(trial.other()));
    }

    private static void differentFiles(LockTrial trial) throws Exception {
        Path second = trial.folder().resolve("y.lock");
        try (FileLock one = trial.lock(trial.locker())) {
            Optional<FileLock> two = trial.locker().acquire(second, Duration.ZERO, new Cancellation());
            assertTrue(two.isPresent());
            assertTrue(one.isValid());
            assertTrue(two.get().isValid());
            two.get().close();
        }
    }

    /** Has threads take the lock over and over, and looks that there is never more than one that has it. */
    private static void assertExclusion(LockTrial trial, List<FileLocker> lockers) throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        List<Background> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            FileLocker used = lockers.get(thread % lockers.size());
            threads.add(Background.start("locks", () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    try (FileLock lock = trial.lock(used)) {
                        assertEquals(1, holders.incrementAndGet(), "holders");
                        assertTrue(lock.isValid());
                        LockSupport.parkNanos(HELD.toNanos());
                        holders.decrementAndGet();
                        taken.incrementAndGet();
                    }
                }
            }));
        }
        for (Background thread : threads) {
            assertEquals(Optional.empty(), thread.failureWithin(LockTrial.SOON.multipliedBy(2)));
        }
        assertEquals(THREADS * ROUNDS, taken.get());
    }
}
