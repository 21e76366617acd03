// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import java.io.IOException;
import java.nio.ByteBuffer;

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
}
