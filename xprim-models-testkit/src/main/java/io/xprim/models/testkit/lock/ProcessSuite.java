// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** That a lock has one holder, among processes. */
final class ProcessSuite {
    private ProcessSuite() {}

    static DynamicContainer of(FileLockerProvider provider, Duration limit) {
        return new LockSuite("Processes", provider, limit)
                .test("a lock that is held here is not free for another process", ProcessSuite::heldHere)
                .test("a lock that another process holds is not free here", ProcessSuite::heldThere)
                .test("the lock of a process that was killed is free", ProcessSuite::killed)
                .test("who waits gets the lock of a process that was killed", ProcessSuite::killedWhileWaited)
                .node();
    }

    private static void heldHere(LockTrial trial) throws Exception {
        try (OtherProcess process = OtherProcess.start(trial)) {
            try (FileLock lock = trial.lock(trial.locker())) {
                assertFalse(process.tryLock(), "the other process got the lock");
                assertFalse(trial.isFree(trial.other()));
                assertFalse(process.tryLock(), "the other process got the lock once it had been asked for here");
                assertTrue(lock.isValid());
            }
            assertTrue(process.tryLock(), "the lock is free");
        }
    }

    private static void heldThere(LockTrial trial) throws Exception {
        try (OtherProcess process = OtherProcess.start(trial)) {
            assertTrue(process.lock());
            assertFalse(trial.isFree(trial.locker()));
            process.unlock();
            assertTrue(trial.isFree(trial.locker()));
        }
    }

    private static void killed(LockTrial trial) throws Exception {
        try (OtherProcess process = OtherProcess.start(trial)) {
            assertTrue(process.lock());
            assertFalse(trial.isFree(trial.locker()));
            process.kill();
            trial.lock(trial.locker()).close();
        }
    }

    private static void killedWhileWaited(LockTrial trial) throws Exception {
        List<Optional<FileLock>> got = new CopyOnWriteArrayList<>();
        try (OtherProcess process = OtherProcess.start(trial)) {
            assertTrue(process.lock());
            assertFalse(trial.isFree(trial.locker()));
            Background waiter = LockTrial.waiter(trial.locker(), trial.file(), new Cancellation(), got);
            LockTrial.letWait();
            assertEquals(List.of(), got, "a lock that another process holds");
            process.kill();
            assertEquals(Optional.empty(), waiter.failureWithin(LockTrial.SOON));
            assertTrue(got.get(0).isPresent());
        }
    }
}
