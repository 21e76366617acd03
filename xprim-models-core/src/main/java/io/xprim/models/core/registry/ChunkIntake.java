// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import java.io.IOException;

/**
 * Takes one chunk, which may come in parts: an attempt that breaks off leaves what it brought, and the next one goes on from there. For
 * one thread, apart from the sinks; a chunk has no more than one that lets anything through.
 */
public interface ChunkIntake {
    /** How many bytes the chunk has. */
    long size();

    /** How many of them are held, from its start on. */
    long held();

    /**
     * Opens the way in, and closes that of an earlier attempt.
     *
     * @param position {@link #held()}, or 0 to start over
     */
    BodySink open(long position);

    /** Closes the way in: nothing that comes later gets through. What is held stays. */
    void close();

    /**
     * Tells that an attempt begins.
     *
     * @param attempt may be cancelled by any thread to have the rest fetched by another attempt, over another connection
     */
    void begin(Cancellation attempt);

    /** Tells that the server asks for fewer requests. */
    void refused();

    /** Whether more came than the chunk has. */
    boolean isTooLong(IOException failure);

    /** Closes the way in, and says whether all is there and right. If it is not, nothing is held any more. */
    boolean finish();
}
