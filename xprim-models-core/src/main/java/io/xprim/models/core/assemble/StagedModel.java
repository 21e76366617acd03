// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import io.xprim.models.Cancellation;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.CancellationException;

/**
 * A model in the making, which takes its distinct chunks in any order and puts each, while it arrives, to all its places. Thread-safe, as
 * long as no chunk has two sinks open.
 */
public final class StagedModel {
    private final ChunkList chunks;
    private final DistinctChunks distinct;
    private final ChunkLayout layout;
    private final ModelFiles files;
    private final SinkTimes times = new SinkTimes();

    /**
     * Stages a model.
     *
     * @throws FormatException.Sizes if two chunks have one digest and two sizes
     */
    public StagedModel(Manifest manifest, ModelFiles files) throws FormatException {
        chunks = manifest.chunks();
        distinct = DistinctChunks.of(chunks);
        layout = new ChunkLayout(manifest);
        this.files = files;
    }

    public ChunkList chunks() {
        return chunks;
    }

    public DistinctChunks distinct() {
        return distinct;
    }

    public ChunkLayout layout() {
        return layout;
    }

    /** How long all this took so far. */
    public SinkTimes times() {
        return times;
    }

    /** Opens the way in for a chunk, which must be the first of its digest. */
    public ChunkSink open(int chunk) {
        return new ChunkSink(this, chunk, Digests.sha256());
    }

    /**
     * Hashes a chunk at each of its places.
     *
     * @param buffer what to read through
     * @return whether all of it is there and right everywhere
     * @throws CancellationException if cancelled
     */
    public boolean holds(int first, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        for (int chunk = first; chunk >= 0; chunk = distinct.next(chunk)) {
            if (!isRight(chunk, buffer, cancellation)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Hashes a chunk at its own place.
     *
     * @param buffer what to read through
     * @return whether all of it is there and right
     * @throws CancellationException if cancelled
     */
    public boolean isRight(int chunk, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        MessageDigest sha256 = Digests.sha256();
        long start = System.nanoTime();
        try {
            return read(chunk, buffer, cancellation, sha256::update) && chunks.hasDigest(chunk, sha256.digest());
        } finally {
            times.hashed(System.nanoTime() - start);
        }
    }

    /**
     * Feeds a chunk from its own place into a way in, such as that of another model's making.
     *
     * @param buffer what to read through
     * @return whether all of it was there; whether it was right, the sink knows
     * @throws CancellationException if cancelled
     */
    public boolean copy(int chunk, ChunkSink sink, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        return read(chunk, buffer, cancellation, sink);
    }

    void write(int first, long from, ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        int limit = bytes.limit();
        for (int chunk = first; chunk >= 0; chunk = distinct.next(chunk)) {
            bytes.position(start);
            layout.<IOException>visit(chunk, from, limit - start, (file, position, length) -> {
                bytes.limit(bytes.position() + (int) length);
                files.write(file, position, bytes);
                bytes.limit(limit);
            });
        }
    }

    private boolean read(int chunk, ByteBuffer buffer, Cancellation cancellation, BodySink pieces) throws IOException {
        boolean[] whole = {true};
        layout.<IOException>visit(chunk, 0, chunks.size(chunk), (file, start, length) -> {
            for (long done = 0; whole[0] && done < length; done += buffer.limit()) {
                if (cancellation.isCancelled()) {
                    throw new CancellationException("cancelled while hashing");
                }
                buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
                whole[0] = files.read(file, start + done, buffer);
                if (whole[0]) {
                    pieces.accept(buffer.flip());
                }
            }
        });
        return whole[0];
    }
}
