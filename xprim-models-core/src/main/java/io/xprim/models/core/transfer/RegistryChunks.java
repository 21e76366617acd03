// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.RateLimit;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.registry.Registry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The registry, which has every chunk. */
final class RegistryChunks implements ChunkSource {
    private final StagedModel model;
    private final Supplier<Registry> registry;
    private final TransferProgress progress;
    private final RateLimit limit;
    private final AtomicInteger refusals = new AtomicInteger();
    private final TransferTimes times = new TransferTimes();
    private final Stragglers stragglers = new Stragglers(System::nanoTime);

    /**
     * Fetches nothing yet.
     *
     * @param registry asked for when the first chunk is needed
     */
    RegistryChunks(StagedModel model, Supplier<Registry> registry, TransferProgress progress, RateLimit limit) {
        this.model = model;
        this.registry = registry;
        this.progress = progress;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public boolean supply(int n, ByteBuffer buffer, Cancellation cancellation) throws IOException {
        int chunk = model.distinct().first(n);
        String what = "download chunk " + (n + 1) + "/" + model.distinct().count();
        fetch(chunk, what, new ChunkFetch(model, chunk, progress, limit, refusals), cancellation);
        long again = model.chunks().size(chunk) * (model.distinct().occurrences(chunk) - 1);
        progress.reused(again);
        return true;
    }

    private void fetch(int chunk, String what, ChunkFetch fetch, Cancellation cancellation) throws IOException {
        long start = System.nanoTime();
        long paused = 0;
        stragglers.begun(fetch);
        try {
            paused = registry.get().chunk(model.chunks().digest(chunk), what, fetch, cancellation);
        } finally {
            stragglers.ended(fetch);
            fetch.end();
            times.waited(paused + fetch.waited());
            times.onNetwork(System.nanoTime() - start - paused - fetch.own());
        }
    }

    /** How often the server asked for fewer requests. */
    int refusals() {
        return refusals.get();
    }

    TransferTimes times() {
        return times;
    }

    /** Has those chunks handed over that come far more slowly than others; to be called now and then once no chunk is left to begin. */
    void handOverStragglers() {
        if (limit.bytesPerSecond().isEmpty()) {
            stragglers.look();
        }
    }
}
