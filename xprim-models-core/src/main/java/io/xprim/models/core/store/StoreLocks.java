// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelRef;
import io.xprim.models.StorageException;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The locks of a store: one for each reference, held from the first change of its folders to the last, and one for registry.json. Who
 * needs both takes the reference's first. Thread-safe.
 */
public final class StoreLocks {
    private static final Duration REGISTRY_WAIT = Duration.ofSeconds(30);
    private static final Duration ANNOUNCE_AFTER = Duration.ofSeconds(1);
    private static final int LONGEST_HOLDER = 4096;

    private final StorePaths paths;
    private final WholeFiles files;
    private final FileOperations operations;
    private final FileLocker locker;
    private final Clock clock;
    private final System.Logger logger;

    StoreLocks(StorePaths paths, FileOperations operations, FileLocker locker, Clock clock, System.Logger logger) {
        this.paths = paths;
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.locker = locker;
        this.clock = clock;
        this.logger = logger;
    }

    /** A lock that is held. */
    public final class Held implements AutoCloseable {
        private final FileLocker.FileLock lock;
        private final Path file;
        private final Optional<Path> holder;

        private Held(FileLocker.FileLock lock, Path file, Optional<Path> holder) {
            this.lock = lock;
            this.file = file;
            this.holder = holder;
        }

        /**
         * Checks that nobody else can have taken it.
         *
         * @throws IOException if the lock file was removed or replaced
         */
        public void ensureValid() throws IOException {
            if (!lock.isValid()) {
                throw new IOException("the lock file " + file
                        + " was removed or replaced while it was held; nothing was changed, run the command again");
            }
        }

        @Override
        public void close() {
            try {
                holder.ifPresent(StoreLocks.this::forgetHolder);
            } finally {
                lock.close();
            }
        }
    }

    /**
     * Takes a reference's lock.
     *
     * @param atMost how long to wait; without it, until cancelled
     * @throws LockTimeoutException if the time is up
     * @throws CancellationException if cancelled
     */
    public Held reference(ModelRef ref, Optional<Duration> atMost, Cancellation cancellation) throws IOException {
        files.createDirectories(paths.locks());
        checkLocker();
        Path file = paths.lock(ref);
        Duration first =
                atMost.filter(limit -> limit.compareTo(ANNOUNCE_AFTER) < 0).orElse(ANNOUNCE_AFTER);
        LockWaitEvent event = new LockWaitEvent();
        event.begin();
        Optional<FileLocker.FileLock> lock = locker.acquire(file, first, cancellation);
        if (lock.isEmpty() && !cancellation.isCancelled() && !first.equals(atMost.orElse(null))) {
            logger.log(System.Logger.Level.WARNING, "waiting for " + ref + ", which is held by " + describeHolder(ref));
            Duration rest = atMost.map(limit -> limit.minus(first)).orElse(Duration.ofNanos(Long.MAX_VALUE));
            lock = locker.acquire(file, rest, cancellation);
        }
        event.lock = ref.toString();
        event.acquired = lock.isPresent();
        event.commit();
        if (lock.isEmpty()) {
            throw notHad(ref.toString(), cancellation, describeHolder(ref));
        }
        Held held = new Held(lock.get(), file, Optional.of(paths.holder(ref)));
        try {
            noteHolder(ref);
            return held;
        } catch (Throwable e) {
            held.close();
            throw e;
        }
    }

    /** Takes a reference's lock if it is free now. */
    public Optional<Held> referenceIfFree(ModelRef ref) throws IOException {
        files.createDirectories(paths.locks());
        checkLocker();
        return locker.acquire(paths.lock(ref), Duration.ZERO, new Cancellation())
                .map(lock -> new Held(lock, paths.lock(ref), Optional.empty()));
    }

    /**
     * Takes the lock of registry.json.
     *
     * @throws LockTimeoutException if somebody else holds it for 30 s
     */
    Held registry() throws IOException {
        Cancellation never = new Cancellation();
        LockWaitEvent event = new LockWaitEvent();
        event.begin();
        Optional<FileLocker.FileLock> lock = locker.acquire(paths.registryLock(), REGISTRY_WAIT, never);
        event.lock = "registry.json";
        event.acquired = lock.isPresent();
        event.commit();
        return new Held(
                lock.orElseThrow(() -> notHad("registry.json", never, "another process")),
                paths.registryLock(),
                Optional.empty());
    }

    private RuntimeException notHad(String what, Cancellation cancellation, String holder) {
        if (cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
            return new CancellationException("cancelled while waiting for " + what);
        }
        return new LockTimeoutException(
                "storage error: " + what + " is held by " + holder + "; wait for it to end, or allow a longer wait");
    }

    /** All that share a store have to lock it in the same way. */
    private void checkLocker() throws IOException {
        byte[] own = (locker.id() + "\n").getBytes(StandardCharsets.UTF_8);
        Optional<byte[]> recorded = files.read(paths.lockerId(), LONGEST_HOLDER);
        if (recorded.isEmpty()) {
            try {
                files.create(paths.lockerId(), own, true);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; the next call compares.
            }
            return;
        }
        String other = new String(recorded.get(), StandardCharsets.UTF_8).strip();
        if (!other.isEmpty() && !other.equals(locker.id())) {
            throw new StorageException("storage error: the store " + paths.base() + " is locked by the file locker "
                    + SafeText.quoted(other) + " and this application uses " + SafeText.quoted(locker.id())
                    + "; all that share a store have to use the same");
        }
    }

    private void noteHolder(ModelRef ref) {
        String note = "pid " + ProcessHandle.current().pid() + "\nhost " + hostName() + "\nsince "
                + Instant.now(clock).truncatedTo(ChronoUnit.SECONDS) + "\n";
        Path holder = paths.holder(ref);
        try {
            files.deleteTree(holder);
            files.create(holder, note.getBytes(StandardCharsets.UTF_8), false);
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "could not note who holds " + ref, e);
        }
    }

    private void forgetHolder(Path holder) {
        try {
            operations.delete(holder);
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "could not remove " + holder, e);
        }
    }

    private String describeHolder(ModelRef ref) {
        try {
            return files.read(paths.holder(ref), LONGEST_HOLDER)
                    .map(note -> SafeText.of(
                            new String(note, StandardCharsets.UTF_8).strip().replace("\n", ", ")))
                    .filter(note -> !note.isEmpty())
                    .orElse("another process or thread");
        } catch (IOException e) {
            return "another process or thread";
        }
    }

    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        return name == null || name.isBlank() ? "localhost" : name;
    }
}
