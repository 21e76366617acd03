// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

/**
 * Decides what becomes of each change that was not forced to the disk when the power went.
 *
 * <p>Changes of one folder that share a name keep their order, because a later one is only possible after an earlier one: a folder cannot be
 * renamed to a name that another still has. Otherwise nothing is promised.
 */
@FunctionalInterface
public interface PowerCut {
    /** What becomes of a change. */
    enum Fate {
        KEPT,
        LOST,
        /** Of a write, the first half is there. */
        TORN,
        /** Of a write, the length is there and the bytes are not. */
        ZEROED
    }

    /**
     * A change that was not forced.
     *
     * @param number a later change has a higher one
     * @param isWrite whether it is a write to a file, and no change of names in a folder
     */
    record Unforced(long number, boolean isWrite) {}

    Fate fate(Unforced change);
}
