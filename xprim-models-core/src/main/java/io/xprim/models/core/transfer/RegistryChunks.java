// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.core.assemble.ChunkSink;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The registry, which has every chunk. */
final class RegistryChunks implements ChunkSource {
    private final StagedModel model;
    private final Supplier<Registry> registry;
    private final TransferProgress progress;

    /**
     * Fetches nothing yet.
     *
     * @param registry asked for when the first chunk is needed
     */
    RegistryChunks(StagedModel model, Supplier<Registry> registry, TransferProgress progress) {
        this.model = model;
        this.registry = registry;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public boolean supply(int n, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        int chunk = model.distinct().first(n);
        String what = "download chunk " + (n + 1) + "/" + model.distinct().count();
        registry.get().chunk(model.chunks().digest(chunk), what, () -> new Attempt(model.open(chunk)), cancellation);
        long again = model.chunks().size(chunk) * (model.distinct().occurrences(chunk) - 1);
        progress.reused(again);
        return true;
    }

    private final class Attempt implements Registry.ChunkAttempt {
        private final ChunkSink sink;
        private final AtomicLong counted = new AtomicLong();
        private volatile boolean closed;

        Attempt(ChunkSink sink) {
            this.sink = sink;
        }

        @Override
        public BodySink sink() {
            return piece -> {
                int length = piece.remaining();
                sink.accept(piece);
                if (!closed) {
                    counted.addAndGet(length);
                    progress.fetched(length);
                }
            };
        }

        @Override
        public long received() {
            return sink.received();
        }

        @Override
        public boolean isTooLong(IOException failure) {
            return failure instanceof ChunkSink.TooLongException;
        }

        @Override
        public boolean finish() {
            return sink.finish();
        }

        @Override
        public void close() {
            sink.close();
            closed = true;
            progress.attemptEnded(counted.get());
        }
    }
}
