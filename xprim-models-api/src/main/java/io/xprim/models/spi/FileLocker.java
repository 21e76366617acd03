// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Excludes threads and processes from each other by the name of a file. Thread-safe. All that share a store have to use a locker of the
 * same id; the store checks it.
 *
 * @since 0.1
 */
public interface FileLocker extends AutoCloseable {
    /** The id of its provider. */
    String id();

    /**
     * Takes a lock that nobody else holds: no thread of this process, however it was loaded, and no other process that sees the file.
     * It is free again when its holder closes it or dies. Not reentrant.
     *
     * @param file an absolute path; the file is made if it is not there, and never read, written or deleted
     * @param atMost how long to wait; zero to try once
     * @return the lock, or nothing if the time was up or the wait cancelled
     * @throws IOException if the file cannot be made or opened, or is no regular file
     */
    Optional<FileLock> acquire(Path file, Duration atMost, Cancellation cancellation) throws IOException;

    /** Frees what it holds apart from locks, which are to be closed first. Does nothing the second time. */
    @Override
    void close();

    /** A lock that is held. Thread-safe. */
    interface FileLock extends AutoCloseable {
        /** Whether it still holds: not closed, and the file still the one that was locked. */
        boolean isValid();

        /** Gives the lock back. Does nothing the second time. */
        @Override
        void close();
    }
}
