// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A list of numbers that grows in blocks, so that nothing is ever held twice. Not thread-safe while it grows. */
final class LongBlocks {
    private static final int SHIFT = 13;
    private static final int BLOCK = 1 << SHIFT;
    private static final int SMALLEST = 16;

    /** All of one size but the last while it is the only one. */
    private final List<long[]> blocks = new ArrayList<>();

    private int size;

    int size() {
        return size;
    }

    long get(int index) {
        return blocks.get(index >>> SHIFT)[index & (BLOCK - 1)];
    }

    void set(int index, long value) {
        blocks.get(index >>> SHIFT)[index & (BLOCK - 1)] = value;
    }

    void add(long value) {
        if (size == 0) {
            blocks.add(new long[SMALLEST]);
        } else if (size < BLOCK) {
            widenFirst();
        } else if ((size & (BLOCK - 1)) == 0) {
            blocks.add(new long[BLOCK]);
        }
        size++;
        set(size - 1, value);
    }

    /** Small models are many, and need no whole block. */
    private void widenFirst() {
        long[] first = blocks.get(0);
        if (first.length == size) {
            blocks.set(0, Arrays.copyOf(first, 2 * size));
        }
    }
}
