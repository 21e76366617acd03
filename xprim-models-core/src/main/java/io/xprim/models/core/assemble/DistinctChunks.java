// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.FormatException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which chunks of a list are the same: each distinct digest is known by the first chunk that has it. Immutable.
 */
public final class DistinctChunks {
    private static final int NONE = -1;

    /** The first chunk of each digest, in the order of the stream. */
    private final int[] firsts;
    /** For each chunk the next one of the same digest, or {@link #NONE}; empty if no digest is repeated. */
    private final int[] next;

    private DistinctChunks(int[] firsts, int[] next) {
        this.firsts = firsts;
        this.next = next;
    }

    /**
     * Finds them.
     *
     * @throws FormatException.Sizes if two chunks have one digest and two sizes
     */
    public static DistinctChunks of(ChunkList chunks) throws FormatException {
        int count = chunks.count();
        int[] table = new int[Integer.highestOneBit(Math.max(count, 4)) << 2];
        Arrays.fill(table, NONE);
        long[] factors =
                new SplittableRandom().longs(4).map(factor -> factor | 1).toArray();
        int[] firsts = new int[count];
        int distinct = 0;
        int[] next = new int[0];
        int[] last = new int[0];
        for (int chunk = 0; chunk < count; chunk++) {
            int slot = slotOf(chunks, chunk, table, factors);
            if (table[slot] == NONE) {
                table[slot] = chunk;
                firsts[distinct++] = chunk;
                continue;
            }
            int first = table[slot];
            if (chunks.size(first) != chunks.size(chunk)) {
                throw new FormatException.Sizes(
                        "the chunks " + (first + 1) + " and " + (chunk + 1) + " have one digest but two sizes");
            }
            if (next.length == 0) {
                next = new int[count];
                last = new int[count];
                Arrays.fill(next, NONE);
                Arrays.setAll(last, i -> i);
            }
            next[last[first]] = chunk;
            last[first] = chunk;
        }
        return new DistinctChunks(distinct == count ? firsts : Arrays.copyOf(firsts, distinct), next);
    }

    /** How many distinct chunks there are. */
    public int count() {
        return firsts.length;
    }

    /** The first chunk with the {@code n}-th distinct digest. */
    public int first(int n) {
        return firsts[n];
    }

    /** The next chunk with the same digest, or a negative number. */
    public int next(int chunk) {
        return next.length == 0 ? NONE : next[chunk];
    }

    /** How many chunks have the digest of the one given, which must be the first. */
    public int occurrences(int first) {
        int occurrences = 0;
        for (int chunk = first; chunk >= 0; chunk = next(chunk)) {
            occurrences++;
        }
        return occurrences;
    }

    private static int slotOf(ChunkList chunks, int chunk, int[] table, long[] factors) {
        int slot = chunks.hash(chunk, factors) & (table.length - 1);
        while (table[slot] != NONE && !chunks.sameDigest(table[slot], chunk)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
