// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelRef;
import io.xprim.models.core.recording.Span;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The locks of a store: one for each reference, held from the first change of its folders to the last, and one for registry.json. Who
 * needs both takes the reference's first. Thread-safe.
 */
public final class StoreLocks {
    private static final Duration REGISTRY_WAIT = Duration.ofSeconds(30);
    private static final Duration ANNOUNCE_AFTER = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final StorePaths paths;
    private final FileOperations operations;
    private final WholeFiles files;
    private final FileLocker locker;
    private final LockerCheck check;
    private final HolderNotes notes;
    private final System.Logger logger;

    StoreLocks(
            StorePaths paths,
            FileOperations operations,
            FileLocker locker,
            LockerCheck check,
            HolderNotes notes,
            System.Logger logger) {
        this.paths = paths;
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.locker = locker;
        this.check = check;
        this.notes = notes;
        this.logger = logger;
    }

    /** A lock that is held. */
    public static final class Held implements AutoCloseable {
        private final FileLocker.FileLock lock;
        private final Path file;
        private final Optional<HolderNotes.Note> note;

        private Held(FileLocker.FileLock lock, Path file, Optional<HolderNotes.Note> note) {
            this.lock = lock;
            this.file = file;
            this.note = note;
        }

        /** What is locked. */
        public Path file() {
            return file;
        }

        /**
         * Checks that nobody else can have taken it.
         *
         * @throws IOException if the lock file was removed or replaced
         */
        public void ensureValid() throws IOException {
            if (!lock.isValid()) {
                throw new FileSystemException(
                        file.toString(),
                        null,
                        "the lock file was removed or replaced while it was held; nothing was changed, run the command again");
            }
        }

        @Override
        public void close() {
            try {
                note.ifPresent(HolderNotes.Note::close);
            } finally {
                lock.close();
            }
        }
    }

    /**
     * Makes sure that there can be locks and that they can be relied on.
     *
     * @throws io.xprim.models.StorageException if they cannot
     */
    void prepare(Cancellation cancellation) throws IOException {
        refuseOther(paths.cache());
        refuseOther(paths.locks());
        files.createDirectories(paths.locks());
        check.ensureSound(paths, cancellation);
    }

    /** A link is not followed: who put it there would decide where files are made. */
    private void refuseOther(Path folder) throws IOException {
        Optional<FileOperations.Status> status = operations.status(folder);
        if (status.isPresent() && status.get().kind() != FileOperations.Kind.DIRECTORY) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "is no folder of the store's own; move it away, the store makes a new one");
        }
    }

    /**
     * Takes a reference's lock.
     *
     * @param atMost how long to wait; without it, until cancelled
     * @throws LockTimeoutException if the time is up, or its holder seems to be stopped
     * @throws CancellationException if cancelled
     */
    public Held reference(ModelRef ref, Optional<Duration> atMost, Cancellation cancellation) throws IOException {
        prepare(cancellation);
        Span<LockWaitEvent> span = Span.begin(LockWaitEvent::new);
        Optional<FileLocker.FileLock> lock = Optional.empty();
        try {
            lock = await(ref, atMost, cancellation);
        } finally {
            record(span, ref.toString(), lock.isPresent());
        }
        if (lock.isEmpty()) {
            throw notHad(ref.toString(), cancellation, notes.describe(paths.holder(ref)));
        }
        return held(ref, lock.get());
    }

    private Held held(ModelRef ref, FileLocker.FileLock lock) {
        try {
            return new Held(lock, paths.lock(ref), Optional.of(notes.write(paths.holder(ref))));
        } catch (Throwable e) { // Also one that nobody foresees must not keep the lock.
            lock.close();
            throw e;
        }
    }

    private Optional<FileLocker.FileLock> await(ModelRef ref, Optional<Duration> atMost, Cancellation cancellation)
            throws IOException {
        Path file = paths.lock(ref);
        Duration longest = atMost.orElse(Duration.ofNanos(Long.MAX_VALUE));
        long start = System.nanoTime();
        Optional<FileLocker.FileLock> lock = locker.acquire(file, shorter(longest, ANNOUNCE_AFTER), cancellation);
        if (lock.isPresent() || longest.compareTo(ANNOUNCE_AFTER) <= 0 || isEnded(cancellation)) {
            return lock;
        }
        Path holder = paths.holder(ref);
        logger.log(System.Logger.Level.WARNING, "waiting for " + ref + ", which is held by " + notes.describe(holder));
        HolderNotes.Watch watch = notes.watch(holder);
        while (lock.isEmpty() && !isEnded(cancellation)) {
            if (watch.isSilent()) {
                throw silent(ref, notes.describe(holder));
            }
            Duration left = longest.minusNanos(System.nanoTime() - start);
            if (left.isNegative()) {
                break;
            }
            lock = locker.acquire(file, shorter(left, LOOK_EVERY), cancellation);
        }
        return lock;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static boolean isEnded(Cancellation cancellation) {
        return cancellation.isCancelled() || Thread.currentThread().isInterrupted();
    }

    /** Takes a reference's lock if it is free now. */
    public Optional<Held> referenceIfFree(ModelRef ref) throws IOException {
        prepare(new Cancellation());
        return locker.acquire(paths.lock(ref), Duration.ZERO, new Cancellation())
                .map(lock -> held(ref, lock));
    }

    /**
     * Takes the lock that is there to be tried.
     *
     * @throws LockTimeoutException if somebody else tries it for 30 s
     */
    Held probe(Cancellation cancellation) throws IOException {
        prepare(cancellation);
        Path file = paths.probeLock();
        return new Held(
                locker.acquire(file, REGISTRY_WAIT, cancellation)
                        .orElseThrow(() ->
                                notHad("the lock " + SafeText.of(file.toString()), cancellation, "another process")),
                file,
                Optional.empty());
    }

    /**
     * Takes the lock of registry.json.
     *
     * @throws LockTimeoutException if somebody else holds it for 30 s
     */
    Held registry() throws IOException {
        Cancellation never = new Cancellation();
        Span<LockWaitEvent> span = Span.begin(LockWaitEvent::new);
        Optional<FileLocker.FileLock> lock = locker.acquire(paths.registryLock(), REGISTRY_WAIT, never);
        record(span, "registry.json", lock.isPresent());
        return new Held(
                lock.orElseThrow(() -> notHad("registry.json", never, "another process")),
                paths.registryLock(),
                Optional.empty());
    }

    private static void record(Span<LockWaitEvent> span, String lock, boolean acquired) {
        span.end(event -> {
            event.lock = lock;
            event.acquired = acquired;
        });
    }

    private RuntimeException notHad(String what, Cancellation cancellation, String holder) {
        if (isEnded(cancellation)) {
            return new CancellationException("cancelled while waiting for " + what);
        }
        return new LockTimeoutException(
                "storage error: " + what + " is held by " + holder + "; wait for it to end, or allow a longer wait");
    }

    private LockTimeoutException silent(ModelRef ref, String holder) {
        return new LockTimeoutException("storage error: " + ref + " is held by " + holder
                + ", which has not been heard of for " + notes.patience().toSeconds()
                + " s; if it was stopped, let it go on, or end it");
    }
}
