// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the store does to a disk, so that tests can make each operation fail, fall short or be the last one. Failures are
 * {@link IOException}s that name the file. Thread-safe.
 */
public interface FileOperations {
    /** What is at a path. */
    enum Kind {
        FILE,
        DIRECTORY,
        /** A symbolic link, device, pipe or socket. */
        OTHER
    }

    /**
     * What is known of a path, links not followed.
     *
     * @param size bytes
     * @param modified when its content was last written
     */
    record Status(Kind kind, long size, Instant modified) {}

    /** An open file. Thread-safe. */
    interface OpenFile extends AutoCloseable {
        /** Writes some bytes at a position; possibly fewer than there are. */
        int write(ByteBuffer bytes, long position) throws IOException;

        /** Reads some bytes at a position; negative at the end. */
        int read(ByteBuffer bytes, long position) throws IOException;

        /** Its size in bytes, whatever its name stands for by now. */
        long size() throws IOException;

        /** Returns once what was written is on the disk. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Makes a file that must not be there and opens it for reading and writing. */
    OpenFile create(Path file) throws IOException;

    /** Opens an existing regular file for reading and writing; links are refused. */
    OpenFile openForWriting(Path file) throws IOException;

    /** Opens an existing regular file for reading; links are refused. */
    OpenFile openForReading(Path file) throws IOException;

    /** What is at a path, if anything. */
    Optional<Status> status(Path path) throws IOException;

    /** The directory at a path with all links resolved, if there is one. */
    Optional<Path> realDirectory(Path path) throws IOException;

    /** The names in a directory, sorted. */
    List<Path> list(Path directory) throws IOException;

    /** Makes a directory whose parent exists. */
    void createDirectory(Path directory) throws IOException;

    /** Renames within one file system, replacing a file that is there; never by copying. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file, link or empty directory. */
    void delete(Path path) throws IOException;

    /** Sets when a file's content was last written, as {@link Status#modified()} tells it. */
    void touch(Path file, Instant time) throws IOException;

    /** Lets the same people read and write one file as another; does nothing where the platform has no such permissions. */
    void copyPermissions(Path from, Path to) throws IOException;

    /** Returns once the names in a directory are on the disk; does nothing where the platform cannot. */
    void forceDirectory(Path directory) throws IOException;

    /** Bytes that may still be written to the file system of a path; 0 if it does not say. */
    long usableSpace(Path path) throws IOException;

    /** What kind of file system a path is on, as the platform calls it, such as {@code ext4} or {@code nfs4}. */
    String fileSystemType(Path path) throws IOException;
}
