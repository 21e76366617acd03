// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of the names that there are somebody may have meant. Names are near if few characters are missing, too many, wrong, or swapped
 * with their neighbour: one in three, and never more than three. Capitals are no difference.
 */
public final class Nearest {
    private static final int MOST_MISTAKES = 3;
    private static final int MOST_NAMES = 3;

    private Nearest() {}

    /** The near ones, nearest first, then by name; three at most. */
    public static List<String> to(String word, Collection<String> names) {
        int most = Math.min(MOST_MISTAKES, Math.max(1, word.length() / 3));
        record Candidate(String name, int distance) {}
        return names.stream()
                .distinct()
                .filter(name -> Math.abs(name.length() - word.length()) <= most)
                .map(name -> new Candidate(name, distance(word, name)))
                .filter(candidate -> candidate.distance() <= most)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST_NAMES)
                .map(Candidate::name)
                .toList();
    }

    /** Such as {@code did you mean tiny or tidy?}; empty if nothing is near. */
    public static Optional<String> question(String word, Collection<String> names) {
        List<String> near = to(word, names);
        if (near.isEmpty()) {
            return Optional.empty();
        }
        String last = near.get(near.size() - 1);
        String before = String.join(", ", near.subList(0, near.size() - 1));
        return Optional.of("did you mean " + (before.isEmpty() ? "" : before + " or ") + last + "?");
    }

    /** The distance of Damerau and Levenshtein, in the variant that edits no substring twice. */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(a, b, i, j, distances);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] distances) {
        int replaced = distances[i - 1][j - 1] + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        int best = Math.min(replaced, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && same(a.charAt(i - 1), b.charAt(j - 2)) && same(a.charAt(i - 2), b.charAt(j - 1));
        return swapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
