// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.ModelFile;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders that paths name, each known by the first path that had it and a length of that path: three numbers for each, since
 * there may be a million. A hash table with open addressing. Not thread-safe.
 */
final class PrefixTable {
    /** What {@link #findOrAdd} answers if it has added. */
    static final int ADDED = -1;

    private static final int FREE = -1;

    private final List<ModelFile> paths;
    private int used;
    private int[] owners = new int[64];
    private int[] lengths = new int[64];
    private int[] hashes = new int[64];

    /** Knows nothing of the paths yet. */
    PrefixTable(List<ModelFile> paths) {
        this.paths = paths;
        Arrays.fill(owners, FREE);
    }

    /**
     * Finds what some file systems take for the same as the first characters of a path, or adds them.
     *
     * @param owner the index of the path
     * @param length how many characters
     * @param hash their {@link PathHash}
     * @return where it was found, until the next call, or {@link #ADDED}
     */
    int findOrAdd(int owner, int length, int hash) {
        if (4L * used >= 3L * owners.length) {
            grow();
        }
        @Nullable String folded = null;
        int slot = slot(hash);
        for (; owners[slot] != FREE; slot = following(slot)) {
            if (hashes[slot] != hash) {
                continue;
            }
            if (isSpelledAlike(slot, owner, length)) {
                return slot;
            }
            folded = folded == null ? PathFolding.fold(prefix(owner, length)) : folded;
            if (PathFolding.fold(prefix(owners[slot], lengths[slot])).equals(folded)) {
                return slot;
            }
        }
        put(slot, owner, length, hash);
        used++;
        return ADDED;
    }

    /** Whether what was found is a folder: not the whole of the path that had it first. */
    boolean isFolder(int slot) {
        return lengths[slot] < path(owners[slot]).length();
    }

    /** Whether what was found is the first characters of a path, letter for letter. */
    boolean isSpelledAlike(int slot, int owner, int length) {
        return lengths[slot] == length && path(owners[slot]).regionMatches(0, path(owner), 0, length);
    }

    private void grow() {
        int[] oldOwners = owners;
        int[] oldLengths = lengths;
        int[] oldHashes = hashes;
        int capacity = Math.multiplyExact(oldOwners.length, 2);
        owners = new int[capacity];
        lengths = new int[capacity];
        hashes = new int[capacity];
        Arrays.fill(owners, FREE);
        for (int i = 0; i < oldOwners.length; i++) {
            if (oldOwners[i] != FREE) {
                put(free(oldHashes[i]), oldOwners[i], oldLengths[i], oldHashes[i]);
            }
        }
    }

    private int free(int hash) {
        int slot = slot(hash);
        while (owners[slot] != FREE) {
            slot = following(slot);
        }
        return slot;
    }

    private void put(int slot, int owner, int length, int hash) {
        owners[slot] = owner;
        lengths[slot] = length;
        hashes[slot] = hash;
    }

    private int slot(int hash) {
        return hash & (owners.length - 1);
    }

    private int following(int slot) {
        return (slot + 1) & (owners.length - 1);
    }

    private String path(int owner) {
        return paths.get(owner).path();
    }

    private String prefix(int owner, int length) {
        return path(owner).substring(0, length);
    }
}
