// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

/** Decides how many workers there are, while they work. Of the thread that runs them. */
@FunctionalInterface
interface Concurrency {
    /**
     * How many there should be now, at least one; asked before the first begins, and several times a second.
     *
     * @param left whether there is an item that none has begun
     */
    int workers(boolean left);

    /** Always as many. */
    static Concurrency fixed(int workers) {
        return left -> workers;
    }
}
