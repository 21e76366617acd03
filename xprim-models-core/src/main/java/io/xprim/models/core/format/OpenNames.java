// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that the open objects of a document have so far, the outermost first. Nothing is kept of an object that is closed. Not
 * thread-safe.
 */
final class OpenNames {
    /** A set that grew beyond is not used again: it would keep its size. */
    private static final int SMALL = 32;

    private final List<Level> levels = new ArrayList<>();
    private int depth;

    private static final class Level {
        private Set<String> names = new HashSet<>();
        private long weight;
    }

    void open() {
        if (depth == levels.size()) {
            levels.add(new Level());
        }
        depth++;
    }

    /** Adds a name to the innermost object; returns whether it had none like it. */
    boolean add(String name, long weight) {
        Level level = levels.get(depth - 1);
        level.weight += weight;
        return level.names.add(name);
    }

    /** Closes the innermost object; returns what its names weighed together. */
    long close() {
        depth--;
        Level level = levels.get(depth);
        if (level.names.size() > SMALL) {
            level.names = new HashSet<>();
        } else {
            level.names.clear();
        }
        long weight = level.weight;
        level.weight = 0;
        return weight;
    }
}
