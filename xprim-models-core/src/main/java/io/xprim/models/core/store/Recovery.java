// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.ModelRef;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.format.StoreIndex;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings the folders of a reference back to what registry.json says, after whatever ended a change early. Its callers hold the
 * reference's lock.
 */
final class Recovery {
    private final StorePaths paths;
    private final FileOperations operations;
    private final System.Logger logger;
    private final WholeFiles files;
    private final InstalledFiles installed;

    Recovery(StorePaths paths, FileOperations operations, System.Logger logger) {
        this.paths = paths;
        this.operations = operations;
        this.logger = logger;
        this.files = new WholeFiles(operations);
        this.installed = new InstalledFiles(operations);
    }

    void recover(ModelRef ref, StoreIndex index) throws IOException {
        deleteCondemned(ref);
        if (!installed.exists(paths.displaced(ref))) {
            return;
        }
        Optional<StoreEntry> entry = index.find(ref);
        if (entry.isPresent() && !holds(paths.version(ref), entry.get())) {
            rollBack(ref);
        } else {
            // Whoever renamed the folders and registry.json may not have lived to force that; without it, a power cut
            // would bring back some of the old names.
            operations.forceDirectory(paths.model(ref));
            operations.forceDirectory(paths.base());
            condemn(ref, paths.displaced(ref));
        }
    }

    /** What cannot be deleted is in nobody's way until its name is needed, and is reported then. */
    private void deleteCondemned(ModelRef ref) {
        try {
            deleteForGood(ref);
        } catch (IOException e) {
            logger.log(System.Logger.Level.WARNING, "could not delete what was replaced of " + ref, e);
        }
    }

    /** Gets something of a reference's out of the way, to be deleted. */
    void condemn(ModelRef ref, Path path) throws IOException {
        if (installed.exists(path)) {
            deleteForGood(ref);
            operations.move(path, paths.condemned(ref));
            deleteForGood(ref);
        }
    }

    /** Nothing is deleted from a folder that a power cut could still bring back to another name. */
    private void deleteForGood(ModelRef ref) throws IOException {
        Path condemned = paths.condemned(ref);
        if (installed.exists(condemned)) {
            operations.forceDirectory(paths.model(ref));
            files.deleteTree(condemned);
        }
    }

    /** Removes the folders of the model and of the group, if nothing is left in them. */
    void removeEmptyFolders(ModelRef ref) throws IOException {
        removeIfEmpty(paths.model(ref));
        removeIfEmpty(paths.base().resolve(ref.group()));
    }

    /** Removes an empty folder. A link to one is its maker's, and could be removed whatever is in the folder. */
    void removeIfEmpty(Path folder) throws IOException {
        if (!installed.isDirectory(folder)) {
            return;
        }
        try {
            operations.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Other versions are there, or another removal was faster.
        }
    }

    /** The swap did not commit: what was put in place goes on being made, what was displaced comes back. */
    private void rollBack(ModelRef ref) throws IOException {
        if (installed.exists(paths.version(ref))) {
            condemn(ref, paths.making(ref));
            operations.move(paths.version(ref), paths.making(ref));
        }
        operations.move(paths.displaced(ref), paths.version(ref));
        operations.forceDirectory(paths.model(ref));
    }

    private boolean holds(Path version, StoreEntry entry) throws IOException {
        return installed.isDirectory(version)
                && installed.metadata(version, entry.manifest()).isPresent();
    }
}
