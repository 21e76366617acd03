// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import io.xprim.models.Sha256;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.core.format.Provenance;
import io.xprim.models.core.format.StoreEntry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is in the folder of a version. Thread-safe. */
final class InstalledFiles {
    private static final long LONGEST_MANIFEST = 1L << 30;
    private static final long LONGEST_PROVENANCE = 64 << 10;

    private final FileOperations operations;
    private final WholeFiles files;

    InstalledFiles(FileOperations operations) {
        this.operations = operations;
        this.files = new WholeFiles(operations);
    }

    boolean isDirectory(Path path) throws IOException {
        return kind(path) == FileOperations.Kind.DIRECTORY;
    }

    boolean exists(Path path) throws IOException {
        return operations.status(path).isPresent();
    }

    /** The metadata folder, of whichever application, whose copy of the manifest has the digest. */
    Optional<Path> metadata(Path version, Sha256 manifest) throws IOException {
        for (Path folder : metadataFolders(version)) {
            Optional<Sha256> copy = files.digest(folder.resolve(StorePaths.MANIFEST), LONGEST_MANIFEST);
            if (copy.filter(manifest::equals).isPresent()) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** What was written last of a version in the making: its marks, and once they are gone the metadata. */
    Optional<FileOperations.Status> lastWritten(Path making) throws IOException {
        for (Path folder : metadataFolders(making)) {
            Optional<FileOperations.Status> marks = operations.status(folder.resolve(StorePaths.MARKS));
            return marks.isPresent() ? marks : operations.status(folder);
        }
        return Optional.empty();
    }

    /** Whether something in a folder says which model it is, however unreliably. */
    boolean hasManifest(Path version) throws IOException {
        return !metadataFolders(version).isEmpty();
    }

    /**
     * The manifest with the digest, if there is a copy of it, of whichever application.
     *
     * @throws FormatException if it is malformed or beyond the limits
     */
    Optional<Manifest> manifest(Path version, Sha256 digest, Limits limits) throws IOException, FormatException {
        Optional<Path> metadata = metadata(version, digest);
        return metadata.isEmpty() ? Optional.empty() : parse(metadata.get(), limits);
    }

    /** The manifest of a folder, whichever application installed it. */
    Optional<Manifest> readManifest(Path version) throws IOException, FormatException {
        for (Path folder : metadataFolders(version)) {
            Optional<Manifest> copy = parse(folder, Limits.defaults());
            if (copy.isPresent()) {
                return copy;
            }
        }
        return Optional.empty();
    }

    /** What registry.json has to say of a version, if its provenance and its copy of the manifest agree. */
    Optional<StoreEntry> provenEntry(Path version) throws IOException {
        for (Path folder : metadataFolders(version)) {
            Optional<byte[]> provenance = files.read(folder.resolve(StorePaths.PROVENANCE), LONGEST_PROVENANCE);
            if (provenance.isPresent()) {
                Optional<StoreEntry> entry = provenEntry(folder, provenance.get());
                if (entry.isPresent()) {
                    return entry;
                }
            }
        }
        return Optional.empty();
    }

    /** Where a version with this manifest came from, if whichever application installed it noted that. */
    Optional<Provenance> provenance(Path version, Sha256 manifest) throws IOException {
        for (Path folder : metadataFolders(version)) {
            Optional<Provenance> provenance = files.read(folder.resolve(StorePaths.PROVENANCE), LONGEST_PROVENANCE)
                    .flatMap(InstalledFiles::provenance)
                    .filter(found -> found.manifest().equals(manifest));
            if (provenance.isPresent()) {
                return provenance;
            }
        }
        return Optional.empty();
    }

    private static Optional<Provenance> provenance(byte[] document) {
        try {
            return Optional.of(Provenance.read(document));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private Optional<StoreEntry> provenEntry(Path metadata, byte[] provenance) throws IOException {
        try {
            Provenance proven = Provenance.read(provenance);
            Optional<Sha256> copy = files.digest(metadata.resolve(StorePaths.MANIFEST), LONGEST_MANIFEST);
            return copy.filter(proven.manifest()::equals).isPresent()
                    ? parse(metadata, Limits.defaults()).map(manifest -> StoreEntry.of(proven, manifest))
                    : Optional.empty();
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Manifest> parse(Path metadata, Limits limits) throws IOException, FormatException {
        return files.read(metadata.resolve(StorePaths.MANIFEST), content -> ManifestCodec.read(content, limits));
    }

    /** Whether the copy of a manifest is there, with all its files in their sizes. */
    boolean isWhole(Path version, Sha256 digest) throws IOException {
        try {
            Optional<Manifest> manifest = manifest(version, digest, Limits.defaults());
            return manifest.isPresent() && isWhole(version, manifest.get());
        } catch (FormatException e) {
            return false;
        }
    }

    /** Whether all files of the manifest are there, with their sizes. */
    boolean isWhole(Path version, Manifest manifest) throws IOException {
        for (ModelFile file : manifest.files()) {
            FileOperations.Status status =
                    operations.status(StorePaths.below(version, file.path())).orElse(null);
            if (status == null || status.kind() != FileOperations.Kind.FILE || status.size() != file.size()) {
                return false;
            }
        }
        return true;
    }

    /** Something in the folder that is neither of the manifest nor metadata. */
    Optional<Path> findForeign(Path version, Manifest manifest) throws IOException {
        Set<Path> own = new HashSet<>();
        for (ModelFile file : manifest.files()) {
            String path = file.path();
            own.add(StorePaths.below(version, path));
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                own.add(StorePaths.below(version, path.substring(0, slash)));
            }
        }
        own.addAll(metadataFolders(version));
        return findForeign(version, version, own);
    }

    /** Whether a repair left something in a version's metadata. */
    boolean hasMendings(Path version) throws IOException {
        for (Path metadata : metadataFolders(version)) {
            if (!mending(metadata).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Deletes what repairs left in a version's metadata. */
    void deleteMendings(Path version) throws IOException {
        for (Path metadata : metadataFolders(version)) {
            deleteMending(metadata);
        }
    }

    /** Deletes what a repair left in a metadata folder. */
    void deleteMending(Path metadata) throws IOException {
        for (Path path : mending(metadata)) {
            files.deleteTree(path);
        }
    }

    private List<Path> mending(Path metadata) throws IOException {
        return list(metadata).stream()
                .filter(path -> path.getFileName().toString().startsWith(Mending.PREFIX))
                .toList();
    }

    private Optional<Path> findForeign(Path version, Path folder, Set<Path> own) throws IOException {
        for (Path path : operations.list(folder)) {
            if (!own.contains(path)) {
                return Optional.of(path);
            }
            boolean metadata =
                    folder.equals(version) && path.getFileName().toString().startsWith(".");
            if (!metadata && isDirectory(path)) {
                Optional<Path> found = findForeign(version, path, own);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Set<Path> metadataFolders(Path version) throws IOException {
        Set<Path> folders = new HashSet<>();
        if (!isDirectory(version)) {
            return folders;
        }
        for (Path path : list(version)) {
            if (path.getFileName().toString().startsWith(".")
                    && isDirectory(path)
                    && kind(path.resolve(StorePaths.MANIFEST)) == FileOperations.Kind.FILE) {
                folders.add(path);
            }
        }
        return folders;
    }

    /** Without a lock, a swap may take a folder away in between. */
    private List<Path> list(Path folder) throws IOException {
        try {
            return operations.list(folder);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private FileOperations.@org.jspecify.annotations.Nullable Kind kind(Path path) throws IOException {
        return operations.status(path).map(FileOperations.Status::kind).orElse(null);
    }
}
