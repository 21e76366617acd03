// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.core.store.SimulatedDisk;
import java.io.IOException;

/** Something that is done on a disk, and what has to be so whatever cuts it off. */
interface UseCase {
    /** The disk before it, to be copied; all of it is forced. */
    SimulatedDisk before();

    /** Does it in a process of its own; returns whether that is promised to last, as nothing is by one that found nothing to do. */
    boolean run(SimulatedDisk disk) throws IOException;

    /**
     * Does the same again or something else that deals with what was left, in a process of its own; returns whether the same was done.
     *
     * @param way one of {@link #waysToRecover()}
     */
    boolean recover(SimulatedDisk disk, int way) throws IOException;

    int waysToRecover();

    /**
     * Holds a disk that a process has just been started on to what is promised, and does the same again on it.
     *
     * @param done whether it had been reported as done
     * @throws AssertionError if a promise is broken
     */
    void check(SimulatedDisk disk, boolean done) throws IOException;
}
