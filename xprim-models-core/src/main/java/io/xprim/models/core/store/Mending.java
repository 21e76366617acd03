// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Files of an installed version in the making again: each is written beside, in the version's metadata folder, and renamed over the damaged
 * one when all are on the disk. An installed file is never opened for writing. Whoever has it holds the reference's lock. Thread-safe, apart
 * from {@link #finish} and {@link #close}.
 */
public final class Mending implements AutoCloseable {
    static final String PREFIX = "repair-";

    private final Path folder;
    private final Path metadata;
    private final List<ModelFile> files;
    private final NavigableSet<Integer> damaged;
    private final FileOperations operations;
    private final WholeFiles wholeFiles;
    private final StoreLocks.Held lock;
    private final OpenFiles open;

    Mending(
            Path folder,
            Path metadata,
            List<ModelFile> files,
            Iterable<Integer> damaged,
            FileOperations operations,
            StoreLocks.Held lock)
            throws IOException {
        this.folder = folder;
        this.metadata = metadata;
        this.files = files;
        this.damaged = new TreeSet<>();
        damaged.forEach(this.damaged::add);
        this.operations = operations;
        this.lock = lock;
        this.wholeFiles = new WholeFiles(operations);
        this.open = new OpenFiles(operations::create, operations::openForWriting, this::beside);
        new InstalledFiles(operations).deleteMending(metadata);
    }

    /** Writes all of {@code bytes} at a place in a file, if it is one of those that are made again. */
    public void write(int file, long position, ByteBuffer bytes) throws IOException {
        if (damaged.contains(file)) {
            open.<Boolean>with(file, handle -> {
                WholeFiles.write(handle, bytes, position);
                return true;
            });
        } else {
            bytes.position(bytes.limit());
        }
    }

    /** Forces all files and puts them in the place of the damaged ones. */
    public void finish() throws IOException {
        for (int file : damaged) {
            open.<Boolean>with(file, handle -> {
                requireSize(file, handle.size());
                handle.force();
                return true;
            });
        }
        open.close();
        lock.ensureValid();
        TreeSet<Path> changedFolders = new TreeSet<>();
        for (int file : damaged) {
            createFolders(files.get(file).path());
            Path path = path(file);
            clear(path);
            operations.move(beside(file), path);
            changedFolders.add(parent(path));
        }
        for (Path changed : changedFolders) {
            operations.forceDirectory(changed);
        }
    }

    /** Closes the files and removes those that are not in place. */
    @Override
    public void close() throws IOException {
        try {
            open.close();
        } finally {
            new InstalledFiles(operations).deleteMending(metadata);
        }
    }

    /** A link or file in the place of a folder goes: nothing is ever written through a link. */
    private void createFolders(String path) throws IOException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            Path inner = StorePaths.below(folder, path.substring(0, slash));
            Optional<FileOperations.Status> status = operations.status(inner);
            if (status.isEmpty() || status.get().kind() != FileOperations.Kind.DIRECTORY) {
                wholeFiles.deleteTree(inner);
                operations.createDirectory(inner);
                operations.forceDirectory(parent(inner));
            }
        }
    }

    /** What is no file cannot be renamed over; a folder with something in it is left to its owner. */
    private void clear(Path path) throws IOException {
        Optional<FileOperations.Status> status = operations.status(path);
        if (status.isPresent() && status.get().kind() == FileOperations.Kind.DIRECTORY) {
            operations.delete(path);
        }
    }

    private void requireSize(int file, long size) throws FileSystemException {
        if (size != files.get(file).size()) {
            throw new FileSystemException(
                    beside(file).toString(), null, "does not have the bytes that were written to it");
        }
    }

    private Path beside(int file) {
        return metadata.resolve(PREFIX + file);
    }

    private Path path(int file) {
        return StorePaths.below(folder, files.get(file).path());
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("a model's file is in a folder: " + path);
        }
        return parent;
    }
}
