// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A lock that threads take through two lockers of one JVM is had by one at a time, and by the next once it is free. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class LockTableTest {
    private static final int THREADS = 8;
    private static Path file;

    private final FileLocker one = new NioFileLocker("one");
    private final FileLocker two = new NioFileLocker("two");
    private final AtomicReferenceArray<FileLocker.FileLock> held = new AtomicReferenceArray<>(THREADS);

    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempDirectory("locks").toRealPath().resolve("a.lock");
    }

    @Test
    void threadsTakeAndReleaseALockAsIfThereWereOne() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .sequentialSpecification(OneLock.class)
                .check(LockTableTest.class);
    }

    @Operation
    public boolean acquire(@Param(name = "thread") int thread) throws IOException {
        if (held.get(thread) != null) {
            return false;
        }
        FileLocker locker = thread % 2 == 0 ? one : two;
        return locker.acquire(file, Duration.ZERO, new Cancellation())
                .map(lock -> held.compareAndSet(thread, null, lock))
                .orElse(false);
    }

    @Operation
    public boolean release(@Param(name = "thread") int thread) {
        FileLocker.FileLock lock = held.getAndSet(thread, null);
        if (lock == null) {
            return false;
        }
        boolean valid = lock.isValid();
        lock.close();
        return valid;
    }

    @Validate
    public void releaseAll() {
        for (int thread = 0; thread < THREADS; thread++) {
            release(thread);
        }
        one.close();
        two.close();
    }

    /** What one thread would see. */
    public static final class OneLock {
        private int owner = -1;

        public boolean acquire(int thread) {
            if (owner >= 0) {
                return false;
            }
            owner = thread;
            return true;
        }

        public boolean release(int thread) {
            boolean own = owner == thread;
            owner = own ? -1 : owner;
            return own;
        }
    }
}
