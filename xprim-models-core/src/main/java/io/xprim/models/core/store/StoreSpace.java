// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelFile;
import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import io.xprim.models.StorageException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.spi.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What a store has besides models: cached chunks, and room. Thread-safe. */
public final class StoreSpace {
    private static final long BLOCK = 4096;
    private static final int RESERVE_PART = 20;

    private final StorePaths paths;
    private final FileOperations operations;
    private final Clock clock;
    private final boolean hadCache;

    StoreSpace(StorePaths paths, FileOperations operations, Clock clock) throws IOException {
        this.paths = paths;
        this.operations = operations;
        this.clock = clock;
        // To look for each of many chunks in a cache that is not there takes long.
        this.hadCache = isOwnCache();
    }

    /** Whether the cache, if there was one to begin with, has a file for a chunk, of its size. */
    public boolean hasCached(Sha256 digest, long size) throws IOException {
        if (!hadCache) {
            return false;
        }
        Optional<FileOperations.Status> status = operations.status(paths.cachedChunk(digest));
        return status.isPresent()
                && isOwnCache()
                && status.get().kind() == FileOperations.Kind.FILE
                && status.get().size() == size;
    }

    /** Behind a link there are files of somebody else's, to be neither read nor removed. */
    private boolean isOwnCache() throws IOException {
        InstalledFiles installed = new InstalledFiles(operations);
        return installed.isDirectory(paths.cache()) && installed.isDirectory(paths.cachedChunks());
    }

    /** A cached chunk, whose digest is to be checked; it is the caller's to close. */
    public FileOperations.OpenFile openCached(Sha256 digest) throws IOException {
        return operations.openForReading(paths.cachedChunk(digest));
    }

    /** Tells that a cached chunk was of use, so that it stays for another day. */
    public void touchCached(Sha256 digest) throws IOException {
        operations.touch(paths.cachedChunk(digest), clock.instant());
    }

    /** Removes a cached chunk that is not what its name says. */
    public void dropCached(Sha256 digest) throws IOException {
        operations.delete(paths.cachedChunk(digest));
    }

    /** 0 also where the system does not say: it would be advice only. */
    private long usableSpace(Path path) {
        try {
            return operations.usableSpace(path);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Checks that there is room for what is still to be written. Advice only: nothing keeps the room free.
     *
     * @param missing bytes of the model that are not on the disk yet
     * @throws StorageException if there is not
     */
    public void ensureRoom(ModelRef ref, Manifest manifest, long missing) throws IOException {
        if (missing == 0) {
            return;
        }
        long padding = 0;
        for (ModelFile file : manifest.files()) {
            padding += BLOCK - 1 - (file.size() + BLOCK - 1) % BLOCK;
        }
        long needed = missing + padding;
        needed += needed / RESERVE_PART;
        Path model = paths.model(ref);
        long usable = usableSpace(model);
        if (usable != 0 && usable < needed) {
            throw new StorageException("storage error: " + SafeText.of(model.toString()) + " has room for " + usable
                    + " bytes, and " + needed + " are needed; free some space, or choose another data directory"
                    + (missing < manifest.totalSize()
                            ? "; " + DiskFailure.kept(manifest.totalSize() - missing, manifest.totalSize())
                            : ""));
        }
    }
}
