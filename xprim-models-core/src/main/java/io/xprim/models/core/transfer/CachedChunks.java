// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.Sha256;
import io.xprim.models.core.assemble.ChunkSink;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.StoreSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;

/** The store's chunk cache. A cached chunk that is not what its name says is removed. */
final class CachedChunks implements ChunkSource {
    private final StagedModel model;
    private final StoreSpace space;
    private final TransferProgress progress;
    private final System.Logger logger;

    CachedChunks(StagedModel model, StoreSpace space, TransferProgress progress, System.Logger logger) {
        this.model = model;
        this.space = space;
        this.progress = progress;
        this.logger = logger;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public boolean supply(int n, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        int chunk = model.distinct().first(n);
        Sha256 digest = model.chunks().digest(chunk);
        if (!space.hasCached(digest, model.chunks().size(chunk))) {
            return false;
        }
        try (ChunkSink sink = model.open(chunk)) {
            if (copy(digest, sink, buffer, cancellation) && sink.finish()) {
                progress.reused(model.chunks().size(chunk) * model.distinct().occurrences(chunk));
                logger.log(System.Logger.Level.DEBUG, "cache hit chunk=" + digest);
                touch(digest);
                return true;
            }
        }
        logger.log(System.Logger.Level.WARNING, "the cached chunk " + digest + " is damaged; it is fetched again");
        try {
            space.dropCached(digest);
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "could not remove the cached chunk " + digest, e);
        }
        return false;
    }

    private void touch(Sha256 digest) {
        try {
            space.touchCached(digest);
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "could not note the use of the cached chunk " + digest, e);
        }
    }

    private FileOperations.OpenFile open(Sha256 digest) throws UnreadableException {
        try {
            return space.openCached(digest);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    /** Copies the chunk; returns whether it could be read. What cannot be written is a failure of another kind, and thrown. */
    private boolean copy(Sha256 digest, ChunkSink sink, ByteBuffer buffer, Cancellation cancellation)
            throws IOException {
        try (FileOperations.OpenFile cached = open(digest)) {
            for (long position = 0; ; ) {
                if (cancellation.isCancelled()) {
                    throw new CancellationException("cancelled");
                }
                int count = read(cached, buffer.clear(), position);
                if (count < 0) {
                    return true;
                }
                position += count;
                sink.accept(buffer.flip());
            }
        } catch (UnreadableException e) {
            logger.log(System.Logger.Level.DEBUG, "could not read the cached chunk " + digest, e);
            return false;
        }
    }

    private static int read(FileOperations.OpenFile cached, ByteBuffer buffer, long position)
            throws UnreadableException {
        try {
            return cached.read(buffer, position);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(IOException cause) {
            super(cause);
        }
    }
}
