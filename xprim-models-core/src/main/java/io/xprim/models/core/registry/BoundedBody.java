// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.BodySink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Collects a body that must not be longer than a limit. Thread-safe: a late piece of a cancelled exchange does no harm. */
final class BoundedBody implements BodySink {
    private final long limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The body is longer than the limit. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(long limit) {
            super("it is longer than " + limit + " bytes, the most that is allowed");
        }
    }

    BoundedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void accept(ByteBuffer piece) throws IOException {
        if (piece.remaining() > limit - bytes.size()) {
            throw new TooLongException(limit);
        }
        byte[] copy = new byte[piece.remaining()];
        piece.get(copy);
        bytes.write(copy);
    }

    synchronized int size() {
        return bytes.size();
    }

    synchronized byte[] toBytes() {
        return bytes.toByteArray();
    }
}
