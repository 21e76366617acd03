// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes the body of an answer, piece by piece.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface BodySink {
    /**
     * Takes a piece. May block, and thereby hold the sender back. A sink that was closed by its owner may still be called; it then ignores
     * the piece.
     *
     * @param piece drained when this returns; no reference to it is kept
     * @throws IOException to end the exchange
     */
    void accept(ByteBuffer piece) throws IOException;
}
