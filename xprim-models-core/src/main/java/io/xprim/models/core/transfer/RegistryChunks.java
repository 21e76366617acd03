// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.core.assemble.ChunkSink;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.registry.ChunkIntake;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        Intake intake = new Intake(chunk);
        try {
            registry.get().chunk(model.chunks().digest(chunk), what, intake, cancellation);
        } finally {
            intake.end();
        }
        long again = model.chunks().size(chunk) * (model.distinct().occurrences(chunk) - 1);
        progress.reused(again);
        return true;
    }

    /** One chunk on its way into the model. Its bytes are in progress until they are right, or given up. */
    private final class Intake implements ChunkIntake {
        private final int chunk;
        private volatile @Nullable ChunkSink sink;

        Intake(int chunk) {
            this.chunk = chunk;
        }

        @Override
        public long size() {
            return model.chunks().size(chunk);
        }

        @Override
        public long held() {
            ChunkSink current = sink;
            return current == null ? 0 : current.received();
        }

        @Override
        public BodySink open(long position) {
            ChunkSink before = sink;
            if (position == 0) {
                discard();
            }
            ChunkSink opened = position == 0 || before == null ? model.open(chunk) : before.rest();
            sink = opened;
            return piece -> {
                long held = opened.received();
                opened.accept(piece);
                progress.fetched(opened.received() - held);
            };
        }

        @Override
        public void close() {
            ChunkSink current = sink;
            if (current != null) {
                current.close();
            }
        }

        @Override
        public boolean isTooLong(IOException failure) {
            return failure instanceof ChunkSink.TooLongException;
        }

        @Override
        public boolean finish() {
            ChunkSink current = sink;
            boolean whole = current != null && current.finish();
            if (!whole) {
                discard();
            }
            return whole;
        }

        private void discard() {
            end();
            sink = null;
        }

        /** Its bytes are not in progress any more. */
        void end() {
            close();
            progress.attemptEnded(held());
        }
    }
}
