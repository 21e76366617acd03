// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Comparator;
import java.util.Objects;

/**
 * A part of an installed file that is missing, wrong or too much.
 *
 * @param path the file, as in the manifest
 * @param offset where the part begins in the file, in bytes
 * @param size how long it is, in bytes; a file that is missing though it has no bytes counts as 0
 * @since 0.1
 */
public record DamagedRange(String path, long offset, long size) implements Comparable<DamagedRange> {
    private static final Comparator<DamagedRange> ORDER =
            Comparator.comparing(DamagedRange::path).thenComparingLong(DamagedRange::offset);

    /**
     * Takes a path and a range.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public DamagedRange {
        Objects.requireNonNull(path, "path");
        if (offset < 0 || size < 0) {
            throw new IllegalArgumentException("no range of a file: offset " + offset + ", size " + size);
        }
    }

    /** By path, then by offset. */
    @Override
    public int compareTo(DamagedRange other) {
        return ORDER.thenComparingLong(DamagedRange::size).compare(this, other);
    }
}
