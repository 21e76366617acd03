// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelFile;
import io.xprim.models.core.format.Provenance;
import io.xprim.models.core.format.VerifiedManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A version in the making: its folder, the marks of its verified chunks, its files. A file is made by the first write to it, opened again
 * by a later pull only if it is a regular file, and closed when its last chunk is verified. Whoever has it holds the reference's lock.
 * Thread-safe, apart from {@link #finish} and {@link #close}.
 */
public final class Staging implements AutoCloseable {
    private final Path folder;
    private final Path metadata;
    private final Path condemned;
    private final VerifiedManifest wanted;
    private final List<ModelFile> files;
    private final FileChunks fileChunks;
    private final FileOperations operations;
    private final WholeFiles wholeFiles;
    private final ChunkMarks marks;
    private final OpenFiles open;
    private final Forcing forcing;
    private final boolean durable;

    Staging(
            Path folder,
            Path metadata,
            Path condemned,
            VerifiedManifest wanted,
            FileChunks fileChunks,
            ChunkMarks marks,
            FileOperations operations,
            Executor executor,
            boolean durable) {
        this.folder = folder;
        this.metadata = metadata;
        this.condemned = condemned;
        this.wanted = wanted;
        this.files = wanted.manifest().files();
        this.fileChunks = fileChunks;
        this.marks = marks;
        this.operations = operations;
        this.wholeFiles = new WholeFiles(operations);
        this.open = new OpenFiles(operations::create, operations::openForWriting, this::path);
        this.forcing = new Forcing(files, open, executor, durable);
        this.durable = durable;
    }

    VerifiedManifest wanted() {
        return wanted;
    }

    boolean isDurable() {
        return durable;
    }

    /** Writes all of {@code bytes} at a place in a file. */
    public void write(int file, long position, ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        open.<Boolean>with(file, handle -> {
            WholeFiles.write(handle, bytes, position);
            return true;
        });
        forcing.written(file, length);
    }

    /** Fills {@code bytes} from a place in a file; returns whether there was as much. */
    public boolean read(int file, long position, ByteBuffer bytes) throws IOException {
        return open.isMade(file) && open.with(file, handle -> WholeFiles.read(handle, bytes, position));
    }

    /** Whether a chunk was verified once; it has to be hashed again before it counts. */
    public boolean isMarked(int chunk) {
        return marks.isSet(chunk);
    }

    public void mark(int chunk) throws IOException {
        marks.set(chunk);
    }

    public void clearMark(int chunk) throws IOException {
        marks.clear(chunk);
    }

    /** Tells that the last chunk of a file is verified. */
    public void completed(int file) throws IOException {
        open.close(file);
    }

    /** Takes over the files that an earlier pull left, as far as they can be the model's. */
    void adoptFiles() throws IOException {
        for (int file = 0; file < files.size(); file++) {
            FileOperations.Status status = operations.status(path(file)).orElse(null);
            if (status == null) {
                continue;
            }
            if (status.kind() == FileOperations.Kind.FILE
                    && status.size() <= files.get(file).size()) {
                open.markMade(file);
            } else {
                discard(file);
            }
        }
    }

    /** Makes the folders of all files, parents first. */
    void createFolders() throws IOException {
        for (Path path : folders()) {
            FileOperations.Status status = operations.status(path).orElse(null);
            if (status != null && status.kind() != FileOperations.Kind.DIRECTORY) {
                operations.delete(path);
                status = null;
            }
            if (status == null) {
                operations.createDirectory(path);
            }
        }
    }

    /**
     * Ends the making: every file there, of its size and, if durable, on the disk; the marks gone.
     *
     * @param provenance kept beside the manifest
     * @param finishing hears of the path of each file
     * @throws java.util.concurrent.CancellationException if cancelled before all is forced
     */
    void finish(Provenance provenance, Consumer<String> finishing, Cancellation cancellation) throws IOException {
        for (int file = 0; file < files.size(); file++) {
            if (files.get(file).size() == 0 && !open.isMade(file)) {
                open.with(file, handle -> true);
                open.close(file);
            }
        }
        forcing.forceAll(file -> finishing.accept(files.get(file).path()), cancellation);
        open.close();
        checkSizes();
        marks.close();
        writeProvenance(provenance);
        operations.delete(metadata.resolve(StorePaths.MARKS));
        if (durable) {
            forceFolders();
        }
    }

    /** Closes all files. What could not be forced is thrown away: it may read back right and yet not be on the disk. */
    @Override
    public void close() throws IOException {
        Set<Integer> untrusted = new HashSet<>(forcing.failed());
        try {
            untrusted.addAll(open.closeAll());
            for (int file : untrusted) {
                discard(file);
            }
            if (!untrusted.isEmpty()) {
                marks.force();
            }
        } catch (IOException e) {
            // What cannot be told from what is whole has to go altogether.
            operations.move(folder, condemned);
            throw e;
        } finally {
            marks.close();
        }
    }

    private void discard(int file) throws IOException {
        if (files.get(file).size() > 0) {
            for (int chunk = fileChunks.firstChunk(file); chunk <= fileChunks.lastChunk(file); chunk++) {
                marks.clear(chunk);
            }
        }
        open.discard(file);
        wholeFiles.deleteTree(path(file));
    }

    private void checkSizes() throws IOException {
        for (int file = 0; file < files.size(); file++) {
            Optional<FileOperations.Status> status = operations.status(path(file));
            long size = files.get(file).size();
            if (status.isEmpty()
                    || status.get().kind() != FileOperations.Kind.FILE
                    || status.get().size() != size) {
                throw new FileSystemException(
                        path(file).toString(), null, "does not have the " + size + " bytes that were written to it");
            }
        }
    }

    /** One that an attempt before this one left is of another time. */
    private void writeProvenance(Provenance provenance) throws IOException {
        Path file = metadata.resolve(StorePaths.PROVENANCE);
        wholeFiles.deleteTree(file);
        wholeFiles.create(file, provenance.toBytes(), durable);
    }

    private void forceFolders() throws IOException {
        for (Path path : folders().descendingSet()) {
            operations.forceDirectory(path);
        }
        try (FileOperations.OpenFile manifest = operations.openForWriting(metadata.resolve(StorePaths.MANIFEST))) {
            // One that an earlier pull left may never have been forced.
            manifest.force();
        }
        operations.forceDirectory(metadata);
        operations.forceDirectory(folder);
    }

    /** The folders below the version's, parents before children. */
    private NavigableSet<Path> folders() {
        Set<String> names = new HashSet<>();
        for (ModelFile file : files) {
            String path = file.path();
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                names.add(path.substring(0, slash));
            }
        }
        return names.stream()
                .map(name -> StorePaths.below(folder, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Path path(int file) {
        return StorePaths.below(folder, files.get(file).path());
    }
}
