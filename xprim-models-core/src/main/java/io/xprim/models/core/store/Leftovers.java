// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.PruneResult;
import io.xprim.models.core.format.StoreIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * What changes that did not end have left in a store: versions in the making, versions that were displaced or are to be deleted, temporary
 * files, records of versions that are not installed any more; the cached chunks and the spooled documents. What a change under way works on is
 * known by the lock that it holds, and stays. Not thread-safe.
 */
public final class Leftovers {
    private final StorePaths paths;
    private final FileOperations operations;
    private final StoreLocks locks;
    private final RegistryFile registry;
    private final ModelFolders folders;
    private final WholeFiles files;
    private final InstalledFiles installed;
    private final Recovery recovery;
    private long bytes;
    private int entries;

    Leftovers(
            StorePaths paths,
            FileOperations operations,
            StoreLocks locks,
            RegistryFile registry,
            System.Logger logger) {
        this.paths = paths;
        this.operations = operations;
        this.locks = locks;
        this.registry = registry;
        this.folders = new ModelFolders(paths, operations);
        this.files = new WholeFiles(operations);
        this.installed = new InstalledFiles(operations);
        this.recovery = new Recovery(paths, operations, logger);
    }

    /**
     * Deletes all of them.
     *
     * @throws CancellationException if cancelled; what is gone by then is gone
     */
    public PruneResult delete(Cancellation cancellation) throws IOException {
        return delete(ref -> true, touched -> true, cancellation);
    }

    /**
     * Deletes those that were touched last at a time that is old, apart from a reference's.
     *
     * @throws CancellationException if cancelled; what is gone by then is gone
     */
    void deleteUntouched(ModelRef except, Predicate<Instant> old, Cancellation cancellation) throws IOException {
        delete(ref -> !ref.equals(except), old, cancellation);
    }

    private PruneResult delete(Predicate<ModelRef> wanted, Predicate<Instant> due, Cancellation cancellation)
            throws IOException {
        if (!installed.isDirectory(paths.base())) {
            return PruneResult.builder().build();
        }
        for (ModelRef ref : references()) {
            requireWanted(cancellation);
            if (wanted.test(ref) && isDue(ref, due)) {
                delete(ref, due);
            }
        }
        deleteDue(paths.cachedChunks(), due, cancellation);
        deleteDue(paths.spool(), due, cancellation);
        deleteStaleRecords();
        deleteEmptyFolders();
        registry.deleteTemporaries();
        return PruneResult.builder().bytesFreed(bytes).entries(entries).build();
    }

    /** Nothing behind a link: those files are somebody else's. */
    private void deleteDue(Path folder, Predicate<Instant> due, Cancellation cancellation) throws IOException {
        if (!installed.isDirectory(paths.cache()) || !installed.isDirectory(folder)) {
            return;
        }
        for (Path path : folders.list(folder)) {
            requireWanted(cancellation);
            Optional<FileOperations.Status> status = operations.status(path);
            if (status.isPresent() && due.test(status.get().modified())) {
                deleteCounted(path);
            }
        }
    }

    private void delete(ModelRef ref, Predicate<Instant> due) throws IOException {
        Optional<StoreLocks.Held> lock = locks.referenceIfFree(ref);
        if (lock.isEmpty()) {
            return;
        }
        try (StoreLocks.Held held = lock.get()) {
            held.ensureValid();
            if (!isDue(ref, due)) {
                // Somebody has worked on it meanwhile.
                return;
            }
            StoreIndex index = registry.read();
            long before = sizeOfAll(ref);
            recovery.recover(ref, index);
            // Recovery may have made one of a swap that did not commit.
            if (isDue(ref, due)) {
                recovery.condemn(ref, paths.making(ref));
            }
            installed.deleteMendings(paths.version(ref));
            files.deleteTree(paths.verifiedTemporary(ref));
            bytes += before - sizeOfAll(ref);
            entries++;
        }
    }

    /** A version in the making is as old as its last verified chunk; the rest is of no use at any age. */
    private boolean isDue(ModelRef ref, Predicate<Instant> due) throws IOException {
        Path making = paths.making(ref);
        Optional<FileOperations.Status> status = installed.lastWritten(making);
        if (status.isEmpty()) {
            status = operations.status(making);
        }
        return status.isEmpty() || due.test(status.get().modified());
    }

    private long sizeOfAll(ModelRef ref) throws IOException {
        return sizeOf(paths.version(ref))
                + sizeOf(paths.making(ref))
                + sizeOf(paths.displaced(ref))
                + sizeOf(paths.condemned(ref))
                + sizeOf(paths.verifiedTemporary(ref));
    }

    private void deleteCounted(Path path) throws IOException {
        long size = sizeOf(path);
        files.deleteTree(path);
        bytes += size;
        entries++;
    }

    /** The references that have something left. */
    private NavigableSet<ModelRef> references() throws IOException {
        NavigableSet<ModelRef> references = new TreeSet<>();
        for (ModelFolders.Found found : folders.changing()) {
            references.add(found.ref());
        }
        Set<Path> records = Set.copyOf(records());
        for (ModelRef ref : registry.read().entries().keySet()) {
            if (installed.hasMendings(paths.version(ref)) || records.contains(paths.verifiedTemporary(ref))) {
                references.add(ref);
            }
        }
        return references;
    }

    /** Records of what is not listed; those were found first, so that none is of a version that was installed and verified meanwhile. */
    private void deleteStaleRecords() throws IOException {
        Set<Path> stale = new TreeSet<>(records());
        for (ModelRef ref : registry.read().entries().keySet()) {
            stale.remove(paths.verified(ref));
            stale.remove(paths.verifiedTemporary(ref));
        }
        for (Path record : stale) {
            deleteCounted(record);
        }
    }

    /** What is behind a link is not the store's to delete. */
    private List<Path> records() throws IOException {
        return installed.isDirectory(paths.verified()) ? folders.list(paths.verified()) : List.of();
    }

    /** A removal that was cut off may have left the folders of a model that has nothing any more. */
    private void deleteEmptyFolders() throws IOException {
        for (Path group : folders.groups()) {
            for (Path model : folders.models(group)) {
                recovery.removeIfEmpty(model);
            }
            recovery.removeIfEmpty(group);
        }
    }

    private long sizeOf(Path path) throws IOException {
        FileOperations.Status status = operations.status(path).orElse(null);
        if (status == null || status.kind() != FileOperations.Kind.DIRECTORY) {
            return status == null ? 0 : status.size();
        }
        long size = 0;
        for (Path child : folders.list(path)) {
            size += sizeOf(child);
        }
        return size;
    }

    private static void requireWanted(Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
