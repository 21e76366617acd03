// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way in for one attempt at one chunk, or at the rest of it: hashes what comes and writes it where it belongs. Once closed it lets nothing through, and
 * {@link #close()} waits for a write under way, so that no late byte reaches a file that somebody else has taken over.
 */
public final class ChunkSink implements BodySink, AutoCloseable {
    private final StagedModel model;
    private final int chunk;
    private final long size;
    private final MessageDigest sha256;
    private final Lock lock = new ReentrantLock();
    private long received;
    private boolean tooLong;
    private boolean closed;

    /** More came than the chunk has; what is beyond was not written. */
    public static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(long size) {
            super("more than the chunk's " + size + " bytes came");
        }
    }

    ChunkSink(StagedModel model, int chunk, MessageDigest sha256) {
        this(model, chunk, sha256, 0);
    }

    private ChunkSink(StagedModel model, int chunk, MessageDigest sha256, long received) {
        this.model = model;
        this.chunk = chunk;
        this.size = model.chunks().size(chunk);
        this.sha256 = sha256;
        this.received = received;
    }

    @Override
    public void accept(ByteBuffer piece) throws IOException {
        lock.lock();
        try {
            if (closed) {
                piece.position(piece.limit());
                return;
            }
            if (piece.remaining() > size - received) {
                tooLong = true;
                throw new TooLongException(size);
            }
            int length = piece.remaining();
            long start = System.nanoTime();
            sha256.update(piece.duplicate());
            long hashed = System.nanoTime();
            model.write(chunk, received, piece);
            received += length;
            model.times().hashed(hashed - start);
            model.times().written(System.nanoTime() - hashed);
        } finally {
            lock.unlock();
        }
    }

    /** Closes this way in and opens the one for the bytes that are still to come. */
    public ChunkSink rest() {
        lock.lock();
        try {
            closed = true;
            // This one does not touch the hash any more.
            return new ChunkSink(model, chunk, sha256, received);
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of the chunk were written, those before this way in among them. */
    public long received() {
        lock.lock();
        try {
            return received;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the sink and says whether it got the chunk's bytes, no more and no less. */
    public boolean finish() {
        lock.lock();
        try {
            boolean whole =
                    !closed && !tooLong && received == size && model.chunks().hasDigest(chunk, sha256.digest());
            closed = true;
            return whole;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
