// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.ModelFile;
import io.xprim.models.spi.SafeText;
import java.util.List;

/**
 * Finds paths that cannot stand side by side: the same twice, a file where another path needs a folder, and names that some file systems
 * take for one because they differ only in case, in Unicode normalisation, or in characters that show as nothing. Not thread-safe.
 */
final class PathCollisions {
    private final List<ModelFile> paths;
    private final int mostFolders;
    private final PathHash hashes = PathHash.random();
    private final PrefixTable seen;
    private int folders;

    /**
     * Looks at nothing yet.
     *
     * @param mostFolders how many folders all paths may need
     */
    PathCollisions(List<ModelFile> paths, int mostFolders) {
        this.paths = paths;
        this.mostFolders = mostFolders;
        this.seen = new PrefixTable(paths);
    }

    /**
     * Looks at all paths.
     *
     * @throws FormatException if two cannot stand side by side, or they need too many folders
     */
    void check() throws FormatException {
        for (int owner = 0; owner < paths.size(); owner++) {
            add(owner, paths.get(owner).path());
        }
    }

    private void add(int owner, String path) throws FormatException {
        long hash = PathHash.EMPTY;
        int start = 0;
        for (int slash = path.indexOf('/'); slash != -1; slash = path.indexOf('/', start)) {
            hash = hashes.segment(hash, path, start, slash);
            addFolder(owner, path, slash, (int) hash);
            hash = hashes.next(hash, '/');
            start = slash + 1;
        }
        int whole = (int) hashes.segment(hash, path, start, path.length());
        if (seen.findOrAdd(owner, path.length(), whole) != PrefixTable.ADDED) {
            throw collision(path);
        }
    }

    private void addFolder(int owner, String path, int length, int hash) throws FormatException {
        int known = seen.findOrAdd(owner, length, hash);
        if (known != PrefixTable.ADDED) {
            if (!seen.isFolder(known) || !seen.isSpelledAlike(known, owner, length)) {
                throw collision(path);
            }
        } else if (++folders > mostFolders) {
            throw new FormatException("the files are in more than " + mostFolders + " folders");
        }
    }

    private static FormatException collision(String path) {
        return new FormatException(
                "the path " + SafeText.quoted(path)
                        + " cannot stand beside another one: it is there twice, is a file and a folder, or differs only in case or Unicode form");
    }
}
