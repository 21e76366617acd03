// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A place where chunks come from. Thread-safe. */
interface ChunkSource {
    /**
     * Puts a chunk into the staged model, if this source has it and its bytes are right.
     *
     * @param n its number among the distinct chunks
     * @param buffer the worker's own, to read through
     * @return whether it is there now
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    boolean supply(int n, ByteBuffer buffer, Cancellation cancellation) throws IOException;

    /** What it is called where it is told from others. */
    String name();

    /** Takes a chunk from the first of several that has it, which is the answer; the last has to. */
    static ChunkSource supplyFrom(List<ChunkSource> sources, int n, ByteBuffer buffer, Cancellation cancellation)
            throws IOException {
        for (ChunkSource source : sources) {
            if (source.supply(n, buffer, cancellation)) {
                return source;
            }
        }
        throw new IllegalStateException("the registry is the last source and has every chunk, or fails");
    }
}
