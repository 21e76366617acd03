// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Sha256;
import io.xprim.models.core.format.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/** Reads, writes and removes whole files and trees, one operation of the seam at a time. Thread-safe. */
public final class WholeFiles {
    private static final int COPIED_AT_ONCE = 64 << 10;

    private final FileOperations operations;

    public WholeFiles(FileOperations operations) {
        this.operations = operations;
    }

    /** Writes all bytes at a position, however many writes that takes. */
    static void write(FileOperations.OpenFile file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    /** Fills the buffer from a position; returns whether there was as much. */
    static boolean read(FileOperations.OpenFile file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int count = file.read(bytes, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }

    /**
     * The content of a regular file, if there is one.
     *
     * @throws FileSystemException also if it is longer than {@code atMost} bytes
     */
    public Optional<byte[]> read(Path path, long atMost) throws IOException {
        if (operations.status(path).isEmpty()) {
            return Optional.empty();
        }
        try (FileOperations.OpenFile file = operations.openForReading(path)) {
            long size = file.size();
            if (size > Math.min(atMost, Integer.MAX_VALUE - 16)) {
                throw tooLong(path, size, atMost);
            }
            byte[] content = new byte[(int) size];
            if (!read(file, ByteBuffer.wrap(content), 0)) {
                throw new FileSystemException(path.toString(), null, "became shorter while it was read");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static FileSystemException tooLong(Path path, long size, long atMost) {
        return new FileSystemException(
                path.toString(), null, "has " + size + " bytes; at most " + atMost + " were expected");
    }

    /** Makes a file with all of the content, on the disk if {@code durable}. */
    public void create(Path path, byte[] content, boolean durable) throws IOException {
        try (FileOperations.OpenFile file = operations.create(path)) {
            write(file, ByteBuffer.wrap(content), 0);
            if (durable) {
                file.force();
            }
        }
    }

    /** Makes a file with all that a stream has, on the disk if {@code durable}. */
    void create(Path path, InputStream content, boolean durable) throws IOException {
        byte[] buffer = new byte[COPIED_AT_ONCE];
        try (FileOperations.OpenFile file = operations.create(path)) {
            long position = 0;
            for (int count; (count = content.read(buffer)) >= 0; position += count) {
                write(file, ByteBuffer.wrap(buffer, 0, count), position);
            }
            if (durable) {
                file.force();
            }
        }
    }

    /** What is done with the content of a file. */
    @FunctionalInterface
    interface Reading<T, X extends Exception> {
        T read(InputStream content) throws IOException, X;
    }

    /** Reads a regular file, if there is one, without holding it. */
    <T, X extends Exception> Optional<T> read(Path path, Reading<T, X> reading) throws IOException, X {
        if (operations.status(path).isEmpty()) {
            return Optional.empty();
        }
        try (FileOperations.OpenFile file = operations.openForReading(path)) {
            return Optional.of(reading.read(new FileInput(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNullElse(e.getCause(), new IOException(e));
        }
    }

    /** The digest of a regular file, if there is one, not longer than {@code atMost} bytes. */
    Optional<Sha256> digest(Path path, long atMost) throws IOException {
        Optional<FileOperations.Status> status = operations.status(path);
        if (status.isPresent() && status.get().size() > atMost) {
            throw tooLong(path, status.get().size(), atMost);
        }
        return read(path, content -> {
            MessageDigest sha256 = Digests.sha256();
            byte[] buffer = new byte[COPIED_AT_ONCE];
            for (int count; (count = content.read(buffer)) >= 0; ) {
                sha256.update(buffer, 0, count);
            }
            return Sha256.of(sha256.digest());
        });
    }

    /** Makes a copy of a regular file, of whatever length, and brings it to the disk. */
    void copy(Path from, Path to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(COPIED_AT_ONCE);
        try (FileOperations.OpenFile source = operations.openForReading(from);
                FileOperations.OpenFile target = operations.create(to)) {
            long position = 0;
            for (int count = source.read(buffer, position); count >= 0; count = source.read(buffer.clear(), position)) {
                write(target, buffer.flip(), position);
                position += count;
            }
            target.force();
        }
    }

    /** Makes what is missing of a directory and its parents, each on the disk. */
    public void createDirectories(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent == null || operations.realDirectory(directory).isPresent()) {
            return;
        }
        createDirectories(parent);
        try {
            operations.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (operations.realDirectory(directory).isEmpty()) {
                throw operations.status(directory).isPresent()
                        ? new FileSystemException(directory.toString(), null, "is there, but is no directory")
                        : new NoSuchFileException(directory.toString(), null, "was taken away again");
            }
        }
        operations.forceDirectory(parent);
        forceName(parent);
    }

    /** Whoever made a directory may not have lived to force its name. One whose parent may not be read was made by somebody else. */
    private void forceName(Path directory) throws IOException {
        Path parent = directory.getParent();
        try {
            if (parent != null) {
                operations.forceDirectory(parent);
            }
        } catch (FileSystemException e) {
            if (!(e instanceof AccessDeniedException) && !"Operation not permitted".equals(e.getReason())) {
                throw e;
            }
            // Then the system made it.
        }
    }

    /** Removes whatever is at a path, without following links; nothing there, or not any more, is no failure. */
    public void deleteTree(Path path) throws IOException {
        Optional<FileOperations.Status> status = operations.status(path);
        if (status.isEmpty()) {
            return;
        }
        try {
            if (status.get().kind() == FileOperations.Kind.DIRECTORY) {
                for (Path child : operations.list(path)) {
                    deleteTree(child);
                }
            }
            operations.delete(path);
        } catch (NoSuchFileException e) {
            // Somebody else was faster.
        }
    }
}
