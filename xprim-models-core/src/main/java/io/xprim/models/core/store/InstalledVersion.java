// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelFile;
import io.xprim.models.core.format.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The files of an installed version, to be checked. What is behind a link is not the version's. Whoever has it holds the reference's lock.
 * Thread-safe, apart from {@link #close}.
 */
public final class InstalledVersion implements AutoCloseable {
    private final Path folder;
    private final Path metadata;
    private final List<ModelFile> files;
    private final FileOperations operations;
    private final StoreLocks.Held lock;
    private final Set<Path> folders = new HashSet<>();
    private final OpenFiles open;

    InstalledVersion(Path folder, Path metadata, Manifest manifest, FileOperations operations, StoreLocks.Held lock)
            throws IOException {
        this.folder = folder;
        this.metadata = metadata;
        this.files = manifest.files();
        this.operations = operations;
        this.lock = lock;
        findFolders();
        this.open = new OpenFiles(operations::openForReading, operations::openForReading, this::path);
    }

    /** The size of a file in bytes, if there is a regular file. */
    public OptionalLong size(int file) throws IOException {
        Path path = path(file);
        FileOperations.Status status =
                folders.contains(path.getParent()) ? operations.status(path).orElse(null) : null;
        return status != null && status.kind() == FileOperations.Kind.FILE
                ? OptionalLong.of(status.size())
                : OptionalLong.empty();
    }

    /**
     * Fills {@code bytes} from a place in a file; returns whether there was as much. What the disk does not give back is not there.
     *
     * @throws IOException if there is such a file and it cannot be opened, which says nothing about its bytes
     */
    public boolean read(int file, long position, ByteBuffer bytes) throws IOException {
        if (!folders.contains(path(file).getParent())) {
            return false;
        }
        try {
            return open.<Boolean>with(file, handle -> isRead(handle, bytes, position));
        } catch (IOException e) {
            if (size(file).isEmpty()) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isRead(FileOperations.OpenFile handle, ByteBuffer bytes, long position) {
        try {
            return WholeFiles.read(handle, bytes, position);
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins to make files again, beside the ones that are there. */
    public Mending mend(Set<Integer> damaged) throws IOException {
        return new Mending(folder, metadata, files, damaged, operations, lock);
    }

    /** Brings to the disk what was renamed in the version: a repair before this one may not have lived to do that. */
    public void forceFolders() throws IOException {
        for (Path inner : folders) {
            operations.forceDirectory(inner);
        }
        operations.forceDirectory(metadata);
    }

    @Override
    public void close() throws IOException {
        open.close();
    }

    private void findFolders() throws IOException {
        folders.add(folder);
        for (ModelFile file : files) {
            String path = file.path();
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                Path inner = StorePaths.below(folder, path.substring(0, slash));
                if (!folders.contains(inner) && folders.contains(inner.getParent()) && isDirectory(inner)) {
                    folders.add(inner);
                }
            }
        }
    }

    private boolean isDirectory(Path path) throws IOException {
        return operations
                .status(path)
                .filter(status -> status.kind() == FileOperations.Kind.DIRECTORY)
                .isPresent();
    }

    private Path path(int file) {
        return StorePaths.below(folder, files.get(file).path());
    }
}
