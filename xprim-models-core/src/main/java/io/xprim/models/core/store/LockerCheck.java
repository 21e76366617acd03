// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.StorageException;
import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks before the first change of a store that its locks can be relied on: all that share it use the same locker, and that locker does not
 * let two in at once. Thread-safe.
 */
final class LockerCheck {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int LONGEST_ID = 4096;

    private final FileOperations operations;
    private final WholeFiles files;
    private final FileLocker locker;
    private final System.Logger logger;
    private volatile @Nullable Path checked;

    LockerCheck(FileOperations operations, FileLocker locker, System.Logger logger) {
        this.operations = operations;
        this.files = new WholeFiles(operations);
        this.locker = locker;
        this.logger = logger;
    }

    /**
     * Does it once; the folder of the locks is there.
     *
     * @throws StorageException if the locks cannot be relied on
     */
    void ensureSound(StorePaths paths, Cancellation cancellation) throws IOException {
        if (!paths.locks().equals(checked)) {
            ensureSame(paths);
            ensureExclusive(paths, cancellation);
            checked = cancellation.isCancelled() ? null : paths.locks();
        }
    }

    private void ensureSame(StorePaths paths) throws IOException {
        Optional<String> recorded = recorded(paths);
        if (recorded.isEmpty() && make(paths)) {
            warnOfNetwork(paths);
            return;
        }
        String id = recorded(paths).orElse("");
        if (id.isEmpty()) {
            fill(paths);
        } else if (!id.equals(locker.id())) {
            throw new StorageException("storage error: the store "
                    + SafeText.of(paths.base().toString()) + " is locked by the file locker "
                    + SafeText.quoted(id) + " and this application uses " + SafeText.quoted(locker.id())
                    + "; all that share a store have to use the same");
        }
    }

    /** What is recorded; empty if its line has no end. */
    private Optional<String> recorded(StorePaths paths) throws IOException {
        return files.read(paths.lockerId(), LONGEST_ID).map(bytes -> {
            String record = new String(bytes, StandardCharsets.UTF_8);
            return record.substring(0, record.indexOf('\n') + 1).strip();
        });
    }

    /** Returns whether another process was not faster. */
    private boolean make(StorePaths paths) throws IOException {
        try {
            files.create(paths.lockerId(), record(), true);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** A record without an end is that of a process that died over it, or is about to write the same. */
    private void fill(StorePaths paths) throws IOException {
        try (FileOperations.OpenFile open = operations.openForWriting(paths.lockerId())) {
            WholeFiles.write(open, ByteBuffer.wrap(record()), 0);
            open.force();
        }
    }

    private byte[] record() {
        return (locker.id() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whoever makes the record is the first to use the store, so this is said once. */
    private void warnOfNetwork(StorePaths paths) {
        String type = fileSystemType(paths);
        if (NetworkFileSystem.is(type)) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "the store " + SafeText.of(paths.base().toString()) + " is on a network file system ("
                            + SafeText.of(type)
                            + "), whose locks may not keep other machines out; 'verify --locks' tries them on this one");
        }
    }

    /** Only a warning depends on it. */
    private String fileSystemType(StorePaths paths) {
        try {
            return operations.fileSystemType(paths.base());
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "could not find out what file system the store is on", e);
            return "";
        }
    }

    private void ensureExclusive(StorePaths paths, Cancellation cancellation) throws IOException {
        Path probe = paths.probeLock();
        Optional<FileLocker.FileLock> first = locker.acquire(probe, WAIT, cancellation);
        if (first.isEmpty()) {
            // Another one's probe kept this one out, which is what was to be shown.
            return;
        }
        try (FileLocker.FileLock ignored = first.get()) {
            Optional<FileLocker.FileLock> second = locker.acquire(probe, Duration.ZERO, cancellation);
            if (second.isPresent()) {
                second.get().close();
                throw new StorageException(
                        "storage error: the file locker " + SafeText.quoted(locker.id()) + " let two hold "
                                + SafeText.of(probe.toString()) + " at once; nothing was changed, use another locker");
            }
        }
    }
}
