// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.RateLimit;
import io.xprim.models.core.assemble.ChunkSink;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.registry.ChunkIntake;
import io.xprim.models.spi.BodySink;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One chunk on its way from the registry into the model. Its bytes are in progress until they are right, or given up. */
final class ChunkFetch implements ChunkIntake {
    private final StagedModel model;
    private final int chunk;
    private final TransferProgress progress;
    private final RateLimit limit;
    private final AtomicInteger refusals;
    private final LongAdder own = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private volatile Cancellation attempt = new Cancellation();
    private volatile @Nullable ChunkSink sink;

    /**
     * Begins with nothing.
     *
     * @param refusals counts how often the server asked for fewer requests
     */
    ChunkFetch(StagedModel model, int chunk, TransferProgress progress, RateLimit limit, AtomicInteger refusals) {
        this.model = model;
        this.chunk = chunk;
        this.progress = progress;
        this.limit = limit;
        this.refusals = refusals;
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
    public void begin(Cancellation next) {
        attempt = next;
    }

    /** Has the rest fetched by another attempt. */
    void handOver() {
        attempt.cancel();
    }

    @Override
    public BodySink open(long position) {
        ChunkSink before = sink;
        if (position == 0) {
            discard();
        }
        ChunkSink opened = position == 0 || before == null ? model.open(chunk) : before.rest();
        sink = opened;
        Cancellation ending = attempt;
        return piece -> {
            long start = System.nanoTime();
            waited.add(limit.acquire(piece.remaining(), ending));
            long held = opened.received();
            opened.accept(piece);
            progress.fetched(opened.received() - held);
            own.add(System.nanoTime() - start);
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
    public void refused() {
        refusals.incrementAndGet();
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

    /** How long its bytes were held up and taken, in nanoseconds: what is not the network's time. */
    long own() {
        return own.sum();
    }

    /** How much of that it was held up for the limit of the rate. */
    long waited() {
        return waited.sum();
    }
}
