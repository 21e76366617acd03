// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Sha256;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.format.GrowingDocument;
import io.xprim.models.core.format.MemoryDocument;
import io.xprim.models.core.format.RawDocument;
import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Takes and hashes a body that must not be longer than a limit: into memory as long as it is short, then to the disk. Thread-safe: a late
 * piece of a cancelled exchange does no harm.
 */
final class BoundedBody implements BodySink, AutoCloseable {
    private static final int LONGEST_IN_MEMORY = 4 << 20;

    private final long limit;
    private final Spool spool;
    private final System.Logger logger;
    private final MessageDigest sha256 = Digests.sha256();
    private GrowingDocument document = new MemoryDocument();
    private long size;
    private boolean closed;

    /** The body is longer than the limit. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(long limit) {
            super("it is longer than " + limit + " bytes, the most that is allowed");
        }
    }

    BoundedBody(long limit, Spool spool, System.Logger logger) {
        this.limit = limit;
        this.spool = spool;
        this.logger = logger;
    }

    @Override
    public synchronized void accept(ByteBuffer piece) throws IOException {
        int length = piece.remaining();
        if (closed) {
            piece.position(piece.limit());
            return;
        }
        if (length > limit - size) {
            throw new TooLongException(limit);
        }
        if (isShort() && size + length > LONGEST_IN_MEMORY) {
            spool();
        }
        sha256.update(piece.duplicate());
        document.append(piece);
        size += length;
    }

    synchronized long size() {
        return size;
    }

    /** Whether it is worth being kept in memory. */
    synchronized boolean isShort() {
        return size <= LONGEST_IN_MEMORY;
    }

    /** The digest of all that came; to be asked for once. */
    synchronized Sha256 digest() {
        return Sha256.of(sha256.digest());
    }

    /** Hands over the body, which is the caller's to close; nothing is taken any more. */
    synchronized RawDocument take() {
        closed = true;
        return document;
    }

    /** Gives up what came, unless it was taken. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            document.close();
        }
    }

    /** Where the store cannot be written there is still the memory, up to the limit. */
    private void spool() throws IOException {
        GrowingDocument memory = document;
        try {
            document = spool.create();
        } catch (IOException | RuntimeException e) {
            logger.log(System.Logger.Level.DEBUG, "a long document is held in memory: it cannot be spooled", e);
            return;
        }
        byte[] buffer = new byte[LONGEST_IN_MEMORY / 64];
        try (InputStream start = memory.open()) {
            for (int count; (count = start.read(buffer)) >= 0; ) {
                document.append(ByteBuffer.wrap(buffer, 0, count));
            }
        }
    }
}
