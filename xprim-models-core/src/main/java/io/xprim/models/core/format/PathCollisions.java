// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.ModelFile;
import io.xprim.models.spi.SafeText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds paths that cannot stand side by side: the same twice, a file where another path needs a folder, and names that some file systems
 * take for one because they differ only in case, in Unicode normalisation, or in characters that show as nothing. Files and folders are
 * known by the path that first had them and a length of it, in a table of numbers, because there may be many. Not thread-safe.
 */
final class PathCollisions {
    private static final int NONE = -1;
    private static final long PRIME = (1L << 61) - 1;
    /** Joiners and variation selectors: of what shows as nothing, all that a path may have. */
    private static final Pattern SHAPING =
            Pattern.compile("[\\u200C\\u200D\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");

    private final List<ModelFile> paths;
    private final int mostFolders;
    /** A place in the table is that of a hash that nobody can aim at who does not know this: a registry names what paths it likes. */
    private final long factor = new SplittableRandom().nextLong(1 << 20, PRIME);

    private int folders;
    private int used;
    private int[] owners = new int[64];
    private int[] lengths = new int[64];
    private int[] hashes = new int[64];

    /**
     * Looks at nothing yet.
     *
     * @param mostFolders how many folders all paths may need
     */
    PathCollisions(List<ModelFile> paths, int mostFolders) {
        this.paths = paths;
        this.mostFolders = mostFolders;
        Arrays.fill(owners, NONE);
    }

    /**
     * Looks at all paths.
     *
     * @throws FormatException if two cannot stand side by side, or they need too many folders
     */
    void check() throws FormatException {
        for (int owner = 0; owner < paths.size(); owner++) {
            add(owner);
        }
    }

    private void add(int owner) throws FormatException {
        String path = path(owner);
        long hash = 1;
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            hash = hash(hash, path, start, slash);
            addFolder(owner, slash, (int) hash);
            hash = next(hash, '/');
            start = slash + 1;
        }
        if (find(owner, path.length(), (int) hash(hash, path, start, path.length())) >= 0) {
            throw collision(path);
        }
    }

    private void addFolder(int owner, int length, int hash) throws FormatException {
        int known = find(owner, length, hash);
        if (known >= 0) {
            boolean isFolder = lengths[known] < path(owners[known]).length();
            if (!isFolder || !isSpelledAlike(known, owner, length)) {
                throw collision(path(owner));
            }
        } else if (++folders > mostFolders) {
            throw new FormatException("the files are in more than " + mostFolders + " folders");
        }
    }

    /** The place of what some file systems take for the same, or a negative number, and then it is added. */
    private int find(int owner, int length, int hash) {
        if (4L * used >= 3L * owners.length) {
            grow();
        }
        @Nullable String folded = null;
        int slot = slot(hash);
        for (; owners[slot] != NONE; slot = (slot + 1) & (owners.length - 1)) {
            if (hashes[slot] != hash) {
                continue;
            }
            if (isSpelledAlike(slot, owner, length)) {
                return slot;
            }
            folded = folded == null ? fold(prefix(owner, length)) : folded;
            if (fold(prefix(owners[slot], lengths[slot])).equals(folded)) {
                return slot;
            }
        }
        owners[slot] = owner;
        lengths[slot] = length;
        hashes[slot] = hash;
        used++;
        return NONE;
    }

    private void grow() {
        int[] oldOwners = owners;
        int[] oldLengths = lengths;
        int[] oldHashes = hashes;
        int capacity = Math.multiplyExact(oldOwners.length, 2);
        owners = new int[capacity];
        lengths = new int[capacity];
        hashes = new int[capacity];
        Arrays.fill(owners, NONE);
        for (int i = 0; i < oldOwners.length; i++) {
            if (oldOwners[i] != NONE) {
                int slot = slot(oldHashes[i]);
                while (owners[slot] != NONE) {
                    slot = (slot + 1) & (capacity - 1);
                }
                owners[slot] = oldOwners[i];
                lengths[slot] = oldLengths[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    private int slot(int hash) {
        return hash & (owners.length - 1);
    }

    private boolean isSpelledAlike(int slot, int owner, int length) {
        return lengths[slot] == length && path(owners[slot]).regionMatches(0, path(owner), 0, length);
    }

    private String path(int owner) {
        return paths.get(owner).path();
    }

    private String prefix(int owner, int length) {
        return path(owner).substring(0, length);
    }

    /** Goes on with a hash through a segment. Segments can be folded one by one: nothing combines with a slash. */
    private long hash(long before, String path, int from, int to) {
        long hash = before;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c >= 0x80) {
                return hashFolded(before, fold(path.substring(from, to)));
            }
            hash = next(hash, lower(c));
        }
        return hash;
    }

    private long hashFolded(long before, String folded) {
        long hash = before;
        for (int i = 0; i < folded.length(); i++) {
            hash = next(hash, folded.charAt(i));
        }
        return hash;
    }

    /** A polynomial modulo a prime: for two texts, few factors give one hash. */
    private long next(long hash, char c) {
        long high = Math.multiplyHigh(hash, factor);
        long low = hash * factor;
        long sum = (low & PRIME) + ((high << 3) | (low >>> 61)) + c;
        sum = (sum & PRIME) + (sum >>> 61);
        return sum >= PRIME ? sum - PRIME : sum;
    }

    private static char lower(char ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? (char) (ascii + ('a' - 'A')) : ascii;
    }

    private static FormatException collision(String path) {
        return new FormatException(
                "the path " + SafeText.quoted(path)
                        + " cannot stand beside another one: it is there twice, is a file and a folder, or differs only in case or Unicode form");
    }

    /**
     * What all paths that may be one have in common: caseless matching as Unicode defines it, with full case folding (section 3.13, D145).
     * Lower, upper and lower case in turn bring together what each alone keeps apart, such as both sharp s and ss.
     */
    static String fold(String path) {
        String visible = SHAPING.matcher(path).replaceAll("");
        String decomposed = Normalizer.normalize(visible, Normalizer.Form.NFD);
        String folded =
                decomposed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFD);
    }
}
