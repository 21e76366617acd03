// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.FileLockerConfig;
import io.xprim.models.spi.FileLockerProvider;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A correct locker for one provider a JVM: a table within the process, a lock on the file among processes; or one with defects. */
public class ChannelLockerProvider implements FileLockerProvider {
    /** What it does wrong. */
    public enum Defect {
        EXCLUDES_NOTHING,
        EXCLUDES_NO_THREADS,
        EXCLUDES_NO_PROCESSES,
        DELETES_THE_FILE,
        WRITES_TO_THE_FILE,
        WAITS_FOR_EVER,
        DOES_NOT_WAIT,
        IGNORES_CANCELLATION,
        NEVER_LOOKS_AT_THE_FILE,
        FREES_TWICE,
        LOCKS_FOLDERS
    }

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Map<Path, Semaphore> held = new ConcurrentHashMap<>();
    private final Set<Defect> defects;

    /** Makes a correct one. */
    public ChannelLockerProvider() {
        this(Set.of());
    }

    /** Makes one with defects. */
    protected ChannelLockerProvider(Set<Defect> defects) {
        this.defects = defects;
    }

    @Override
    public String id() {
        return "channel";
    }

    @Override
    public FileLocker open(FileLockerConfig config) {
        return new Locker();
    }

    private boolean has(Defect defect) {
        return defects.contains(defect)
                || (defects.contains(Defect.EXCLUDES_NOTHING) && defect.name().startsWith("EXCLUDES"));
    }

    private final class Locker implements FileLocker {
        @Override
        public String id() {
            return ChannelLockerProvider.this.id();
        }

        @Override
        public Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) throws IOException {
            long start = System.nanoTime();
            Optional<FileLock> lock = tryOnce(file);
            while (lock.isEmpty() && !isOver(start, atMost)) {
                if (pause(has(Defect.IGNORES_CANCELLATION) ? new Cancellation() : cancellation)) {
                    return Optional.empty();
                }
                lock = tryOnce(file);
            }
            return lock;
        }

        private boolean isOver(long start, Duration atMost) {
            return has(Defect.DOES_NOT_WAIT)
                    || (!has(Defect.WAITS_FOR_EVER)
                            && Duration.ofNanos(System.nanoTime() - start).compareTo(atMost) >= 0);
        }

        private boolean pause(Cancellation cancellation) {
            try {
                return cancellation.await(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private Optional<FileLock> tryOnce(Path file) throws IOException {
            if (has(Defect.LOCKS_FOLDERS) && Files.isDirectory(file)) {
                return Optional.of(new Held(file, new Semaphore(0), FileChannel.open(file), ""));
            }
            Semaphore free = held.computeIfAbsent(file, ignored -> new Semaphore(1));
            if (!has(Defect.EXCLUDES_NO_THREADS) && !free.tryAcquire()) {
                return Optional.empty();
            }
            boolean taken = false;
            try {
                Optional<FileLock> lock = tryOpen(file, free);
                taken = lock.isPresent();
                return lock;
            } finally {
                if (!taken) {
                    free.release();
                }
            }
        }

        private Optional<FileLock> tryOpen(Path file, Semaphore free) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean without = has(Defect.EXCLUDES_NO_PROCESSES) || has(Defect.EXCLUDES_NO_THREADS);
            if (!without && channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            if (has(Defect.WRITES_TO_THE_FILE)) {
                Files.writeString(file, "locked");
            }
            return Optional.of(new Held(file, free, channel, key(file)));
        }

        @Override
        public void close() {}
    }

    private static String key(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.creationTime();
        } catch (IOException e) {
            return "none";
        }
    }

    private final class Held implements FileLocker.FileLock {
        private final Path file;
        private final Semaphore free;
        private final FileChannel channel;
        private final String key;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(Path file, Semaphore free, FileChannel channel, String key) {
            this.file = file;
            this.free = free;
            this.channel = channel;
            this.key = key;
        }

        @Override
        public boolean isValid() {
            return !closed.get() && (has(Defect.NEVER_LOOKS_AT_THE_FILE) || key.equals(key(file)));
        }

        @Override
        public void close() {
            if (closed.getAndSet(true) && !has(Defect.FREES_TWICE)) {
                return;
            }
            try {
                channel.close();
                if (has(Defect.DELETES_THE_FILE)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                free.release();
            }
        }
    }
}
