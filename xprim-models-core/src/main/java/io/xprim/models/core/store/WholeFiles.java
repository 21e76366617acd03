// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
                throw new FileSystemException(
                        path.toString(), null, "has " + size + " bytes; at most " + atMost + " were expected");
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

    /** Makes a file with all of the content, on the disk if {@code durable}. */
    public void create(Path path, byte[] content, boolean durable) throws IOException {
        try (FileOperations.OpenFile file = operations.create(path)) {
            write(file, ByteBuffer.wrap(content), 0);
            if (durable) {
                file.force();
            }
        }
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
