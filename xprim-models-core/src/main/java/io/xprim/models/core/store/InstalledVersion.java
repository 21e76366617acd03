// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelFile;
import io.xprim.models.core.format.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The files of an installed version, to be checked. Whoever has it holds the reference's lock. Thread-safe, apart from {@link #close}. */
public final class InstalledVersion implements AutoCloseable {
    private final Path folder;
    private final Path metadata;
    private final List<ModelFile> files;
    private final FileOperations operations;
    private final OpenFiles open;

    InstalledVersion(Path folder, Path metadata, Manifest manifest, FileOperations operations) {
        this.folder = folder;
        this.metadata = metadata;
        this.files = manifest.files();
        this.operations = operations;
        this.open = new OpenFiles(operations::openForReading, operations::openForReading, this::path);
    }

    /** The size of a file in bytes, if there is a regular file. */
    public OptionalLong size(int file) throws IOException {
        FileOperations.Status status = operations.status(path(file)).orElse(null);
        return status != null && status.kind() == FileOperations.Kind.FILE
                ? OptionalLong.of(status.size())
                : OptionalLong.empty();
    }

    /**
     * Fills {@code bytes} from a place in a file; returns whether there was as much. What the disk does not give back is not there.
     *
     * @throws AccessDeniedException if the file may not be read, which says nothing about its bytes
     */
    public boolean read(int file, long position, ByteBuffer bytes) throws IOException {
        try {
            return open.<Boolean>with(file, handle -> WholeFiles.read(handle, bytes, position));
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins to make files again, beside the ones that are there. */
    public Mending mend(Set<Integer> damaged) throws IOException {
        return new Mending(folder, metadata, files, damaged, operations);
    }

    @Override
    public void close() throws IOException {
        open.close();
    }

    private Path path(int file) {
        return StorePaths.below(folder, files.get(file).path());
    }
}
