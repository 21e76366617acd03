// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.FileLocker.FileLock;
import io.xprim.models.spi.FileLockerConfig;
import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.testkit.suite.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Two lockers of one provider, and a folder with the name of a file in it. Thread-safe. */
final class LockTrial implements AutoCloseable {
    /** How long a test waits for what ought to come soon; within the limit of a test. */
    static final Duration SOON = Duration.ofSeconds(20);

    /** What a test waits for in full. */
    static final Duration SHORT = Duration.ofMillis(100);

    private final FileLockerProvider provider;
    private final FileLocker locker;
    private final FileLocker other;
    private final Path folder;

    private record Config(System.Logger logger) implements FileLockerConfig {}

    private LockTrial(FileLockerProvider provider, Path folder) {
        this.provider = provider;
        this.folder = folder;
        locker = open(provider);
        other = open(provider);
    }

    static LockTrial of(FileLockerProvider provider) throws IOException {
        return new LockTrial(provider, Files.createTempDirectory("xprim-models-testkit"));
    }

    static FileLocker open(FileLockerProvider provider) {
        return provider.open(new Config(System.getLogger(LockTrial.class.getName())));
    }

    FileLockerProvider provider() {
        return provider;
    }

    FileLocker locker() {
        return locker;
    }

    FileLocker other() {
        return other;
    }

    Path folder() {
        return folder;
    }

    /** The file that locks are taken on; it is not there yet. */
    Path file() {
        return folder.resolve("x.lock");
    }

    /** Takes the lock, which is free. */
    FileLock lock(FileLocker from) throws IOException {
        Optional<FileLock> lock = from.acquire(file(), SOON, new Cancellation());
        assertTrue(lock.isPresent(), "a lock that is free can be had");
        return lock.get();
    }

    /** Tries once, and gives the lock back if it was free. */
    boolean isFree(FileLocker from) throws IOException {
        Optional<FileLock> lock = from.acquire(file(), Duration.ZERO, new Cancellation());
        lock.ifPresent(FileLock::close);
        return lock.isPresent();
    }

    /** Starts a thread that waits for a lock for as long as it takes, hands it on, and lets it go. */
    static Background waiter(FileLocker from, Path file, Cancellation cancellation, List<Optional<FileLock>> got) {
        return Background.start("waits for a lock", () -> {
            Optional<FileLock> lock = from.acquire(file, Duration.ofDays(1), cancellation);
            got.add(lock);
            lock.ifPresent(FileLock::close);
        });
    }

    /** Lets a waiter begin; one that has not begun after this only makes a test easier. */
    static void letWait() throws InterruptedException {
        new CountDownLatch(1).await(SHORT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        locker.close();
        other.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
