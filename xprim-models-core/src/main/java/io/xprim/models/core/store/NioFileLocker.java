// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Locks with {@link java.nio.channels.FileLock}, which excludes processes.
 *
 * <p>On POSIX systems a process loses its lock on a file as soon as it closes any channel to it, so a channel is only ever closed while
 * this process is known not to hold the lock through another one. Within one locker a table sees to that. Others of the same JVM, also
 * of other class loaders, are told by {@link OverlappingFileLockException}; a channel that meets one stays open and is used again, and
 * opening, locking and closing are done under a monitor that the whole JVM shares, the interned path.
 */
public final class NioFileLocker implements FileLocker {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<Path, Slot> slots = new ConcurrentHashMap<>();
    private final String id;

    public NioFileLocker(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) throws IOException {
        long start = System.nanoTime();
        Slot slot = slots.computeIfAbsent(file, Slot::new);
        long pause = SHORTEST_PAUSE;
        do {
            Optional<FileLock> lock = slot.tryAcquire();
            if (lock.isPresent()) {
                return lock;
            }
            long left = TimeUnit.NANOSECONDS.convert(atMost) - (System.nanoTime() - start);
            if (left <= 0) {
                return Optional.empty();
            }
            if (pause(Math.min(pause, left), cancellation)) {
                return Optional.empty();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        } while (true);
    }

    @Override
    public void close() {
        slots.values().forEach(Slot::closeIdleChannel);
    }

    /** Waits; returns whether to give up. */
    private static boolean pause(long nanos, Cancellation cancellation) {
        try {
            return cancellation.await(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The place of one file in the table. */
    private static final class Slot {
        private final Path file;
        private final String monitor;
        private final Semaphore free = new Semaphore(1);
        /** Open without a lock, because somebody else in this JVM holds the file. */
        private @Nullable FileChannel idle;
        /** Which file the idle channel is open on. */
        private @Nullable Object idleIdentity;

        Slot(Path file) {
            this.file = file;
            // The one object that all class loaders of a JVM share for a path. Nothing under it blocks.
            this.monitor = ("io.xprim.models lock " + file).intern();
        }

        Optional<FileLock> tryAcquire() throws IOException {
            if (!free.tryAcquire()) {
                return Optional.empty();
            }
            boolean held = false;
            try {
                synchronized (monitor) {
                    Optional<FileLock> lock = tryLock();
                    held = lock.isPresent();
                    return lock;
                }
            } finally {
                if (!held) {
                    free.release();
                }
            }
        }

        private Optional<FileLock> tryLock() throws IOException {
            Object identity = makeFile();
            if (idle != null && !identity.equals(idleIdentity)) {
                // Its file was replaced: whoever holds that one has no valid lock any more, and so none to lose.
                idle.close();
                idle = null;
            }
            FileChannel channel = idle != null ? idle : open();
            idle = null;
            java.nio.channels.@Nullable FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                idle = channel;
                idleIdentity = identity;
                return Optional.empty();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            if (lock == null || !identity.equals(identity(file).orElse(null))) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Held(this, lock, identity));
        }

        private FileChannel open() throws IOException {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        }

        private Object makeFile() throws IOException {
            Optional<Object> identity = identity(file);
            if (identity.isEmpty()) {
                try {
                    Files.createFile(file, SystemFileOperations.modesOfFile(file));
                } catch (FileAlreadyExistsException e) {
                    // Another process was faster.
                }
                identity = identity(file);
            }
            return identity.orElseThrow(() -> new NoSuchFileException(file.toString()));
        }

        void release(java.nio.channels.FileLock lock) {
            try {
                synchronized (monitor) {
                    lock.acquiredBy().close();
                }
            } catch (IOException e) {
                // The lock goes with the descriptor, which is closed whatever close() reports.
            } finally {
                free.release();
            }
        }

        /** Closes the channel that waits, unless somebody else in this JVM holds the file still: that one would lose it. */
        void closeIdleChannel() {
            synchronized (monitor) {
                if (idle == null) {
                    return;
                }
                try {
                    idle.tryLock();
                    idle.close();
                    idle = null;
                } catch (OverlappingFileLockException | IOException e) {
                    // It stays open for as long as the process lives; that costs a descriptor and no lock.
                }
            }
        }
    }

    private static Optional<Object> identity(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "is no regular file, so it cannot be locked");
        }
        return Optional.of(List.of(Objects.requireNonNullElse(attributes.fileKey(), file), attributes.creationTime()));
    }

    private static final class Held implements FileLock {
        private final Slot slot;
        private final java.nio.channels.FileLock lock;
        private final Object identity;
        private boolean closed;

        Held(Slot slot, java.nio.channels.FileLock lock, Object identity) {
            this.slot = slot;
            this.lock = lock;
            this.identity = identity;
        }

        @Override
        public synchronized boolean isValid() {
            try {
                return !closed
                        && lock.isValid()
                        && identity.equals(identity(slot.file).orElse(null));
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                slot.release(lock);
            }
        }
    }
}
