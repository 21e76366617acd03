// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.util.SplittableRandom;

/**
 * Numbers for paths, the same for those that {@link PathFolding folding} makes the same: a polynomial of the folded characters modulo a
 * prime, at a place that nobody can know who makes up paths so that they meet. Immutable.
 */
final class PathHash {
    /** The number of no characters. */
    static final long EMPTY = 1;

    /** A Mersenne prime, so that no division is needed: 2<sup>61</sup> and 1 leave the same remainder. */
    static final long PRIME = (1L << 61) - 1;

    private final long factor;

    /**
     * A polynomial at the given place.
     *
     * @param factor positive and less than {@link #PRIME}
     */
    PathHash(long factor) {
        this.factor = factor;
    }

    /** A polynomial at a random place. */
    static PathHash random() {
        return new PathHash(new SplittableRandom().nextLong(1 << 20, PRIME));
    }

    /** Goes on from the number of what is before, through characters of a path that are one whole segment. */
    long segment(long before, String path, int from, int to) {
        long hash = before;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c >= 0x80) {
                return folded(before, PathFolding.fold(path.substring(from, to)));
            }
            hash = next(hash, lower(c));
        }
        return hash;
    }

    private long folded(long before, String folded) {
        long hash = before;
        for (int i = 0; i < folded.length(); i++) {
            hash = next(hash, folded.charAt(i));
        }
        return hash;
    }

    /** Goes on from the number of what is before, through one folded character. */
    long next(long before, char c) {
        long high = Math.multiplyHigh(before, factor);
        long low = before * factor;
        long sum = (low & PRIME) + ((high << 3) | (low >>> 61)) + c;
        long reduced = (sum & PRIME) + (sum >>> 61);
        return reduced >= PRIME ? reduced - PRIME : reduced;
    }

    private static char lower(char ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? (char) (ascii + ('a' - 'A')) : ascii;
    }
}
