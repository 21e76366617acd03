// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the contract of a file locker does not ask for: class loaders, links, interrupts, and files that are replaced while somebody waits. */
@Timeout(120)
class NioFileLockerTest {
    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
    private static final Duration SHORT = Duration.ofMillis(30);

    private final FileLocker locker = new NioFileLocker("filelock");
    private final FileLocker other = new NioFileLocker("filelock");
    private final Cancellation cancellation = new Cancellation();

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("x.lock");
    }

    @AfterEach
    void close() {
        locker.close();
        other.close();
    }

    @Test
    @Tag("C03")
    void twoClassLoadersInOneJvmExcludeEachOther() throws Exception {
        try (Copy copy = new Copy()) {
            assertExclusion(List.of(locker, copy.locker()));
        }
    }

    @Test
    @Tag("C03")
    void aWaiterOfAnotherClassLoaderThatGivesUpDoesNotDropTheHoldersLock() throws Exception {
        try (FileLocker.FileLock lock = lock(locker);
                Copy copy = new Copy()) {
            FileLocker waiting = copy.locker();
            assertThat(waiting.acquire(file, SHORT, cancellation)).isEmpty();
            waiting.close();
            assertThat(LockProgram.isFreeForOthers(file)).isFalse();
            assertThat(lock.isValid()).isTrue();
        }
    }

    @Test
    void aLockerThatHadToWaitGetsTheLockAfterwardsAndHoldsItAgainstOthers() throws Exception {
        FileLocker.FileLock first = lock(locker);
        assertThat(tryLock(other)).isEmpty();
        first.close();
        try (FileLocker.FileLock second = lock(other)) {
            assertThat(second.isValid()).isTrue();
            assertThat(tryLock(locker)).isEmpty();
            assertThat(LockProgram.isFreeForOthers(file)).isFalse();
        }
        assertThat(LockProgram.isFreeForOthers(file)).isTrue();
    }

    @Test
    @Tag("C11")
    void aLockThatWaitsOnADeletedFileIsTakenOnTheNewOne() throws Exception {
        FileLocker.FileLock stale = lock(locker);
        assertThat(tryLock(other)).isEmpty();
        Files.delete(file);
        Files.createFile(file);
        stale.close();
        try (FileLocker.FileLock lock =
                other.acquire(file, FOREVER, cancellation).orElseThrow()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(LockProgram.isFreeForOthers(file)).isFalse();
        }
    }

    @Test
    @Tag("C10")
    void aLinkIsRefusedAndItsTargetUntouched() throws IOException {
        Path target = folder.resolve("target");
        Files.createSymbolicLink(file, target);
        assertRefused();
        assertThat(target).doesNotExist();
        Files.writeString(target, "content");
        assertRefused();
        assertThat(target).hasContent("content");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> locker.acquire(folder.resolve("none/x.lock"), Duration.ZERO, cancellation))
                .withMessageContaining("x.lock");
    }

    @Test
    void anInterruptEndsTheWaitStaysAndLeavesTheHoldersLock() throws Exception {
        try (FileLocker.FileLock lock = lock(locker)) {
            Thread.currentThread().interrupt();
            assertThat(other.acquire(file, FOREVER, cancellation)).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(lock.isValid()).isTrue();
            assertThat(LockProgram.isFreeForOthers(file)).isFalse();
        }
    }

    private FileLocker.FileLock lock(FileLocker from) throws IOException {
        return tryLock(from).orElseThrow();
    }

    private Optional<FileLocker.FileLock> tryLock(FileLocker from) throws IOException {
        return from.acquire(file, Duration.ZERO, cancellation);
    }

    private void assertRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> tryLock(locker))
                .withMessageContaining("x.lock");
    }

    /** Has six threads take the lock over and over, and looks that there is never more than one that has it. */
    private void assertExclusion(List<FileLocker> lockers) throws InterruptedException, ExecutionException {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                FileLocker used = lockers.get(thread % lockers.size());
                ends.add(threads.submit(() -> {
                    for (int round = 0; round < 15; round++) {
                        try (FileLocker.FileLock lock =
                                used.acquire(file, FOREVER, cancellation).orElseThrow()) {
                            assertThat(holders.incrementAndGet()).isEqualTo(1);
                            Thread.onSpinWait();
                            assertThat(lock.isValid()).isTrue();
                            holders.decrementAndGet();
                            taken.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(taken).hasValue(90);
    }

    /** The locker's class once more, loaded by another class loader. */
    private static final class Copy extends URLClassLoader {
        private static final String PACKAGE = NioFileLocker.class.getPackageName();

        Copy() {
            super(
                    new URL[] {
                        NioFileLocker.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                    },
                    NioFileLocker.class.getClassLoader());
        }

        FileLocker locker() throws ReflectiveOperationException {
            Class<?> copy = loadClass(NioFileLocker.class.getName());
            assertThat(copy).isNotSameAs(NioFileLocker.class);
            return (FileLocker) copy.getConstructor(String.class).newInstance("filelock");
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(PACKAGE)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
