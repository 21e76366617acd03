// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.RateLimit;
import io.xprim.models.core.assemble.DistinctChunks;
import io.xprim.models.core.assemble.SinkTimes;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.recording.Span;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.Staging;
import io.xprim.models.core.store.StoreSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings every chunk of a model to its places: workers take the distinct chunks in the order of the manifest, and each asks the sources,
 * nearest first. The first failure ends all.
 */
public final class Transfer {
    private static final int FIRST_CONNECTIONS = 4;
    private static final long SMALL = 2 << 20;

    private final StagedModel model;
    private final Staging staging;
    private final FileCompletion completion;
    private final List<ChunkSource> sources;
    private final RegistryChunks fetched;
    private final TransferProgress progress;
    private final Workers workers;
    private final System.Logger logger;

    /**
     * Prepares a transfer.
     *
     * @throws FormatException.Sizes if the manifest has two chunks of one digest and two sizes
     */
    public Transfer(
            Manifest manifest,
            Staging staging,
            StoreSpace space,
            Registry registry,
            TransferProgress progress,
            RateLimit limit,
            Executor executor,
            Cancellation cancellation,
            System.Logger logger)
            throws FormatException {
        this.staging = staging;
        this.progress = progress;
        this.logger = logger;
        workers = new Workers(executor, cancellation);
        model = new StagedModel(manifest, new StagingFiles(staging));
        completion = new FileCompletion(manifest, model.layout());
        fetched = new RegistryChunks(model, () -> registry, progress, limit);
        sources = List.of(
                new StagedChunks(model, staging, progress), new CachedChunks(model, space, progress, logger), fetched);
        progress.expect(model.distinct().count(), manifest.totalSize());
    }

    /** Bytes of the model that are not staged yet, as the marks have it. */
    public long missing() {
        DistinctChunks distinct = model.distinct();
        long missing = 0;
        for (int n = 0; n < distinct.count(); n++) {
            int chunk = distinct.first(n);
            if (!staging.isMarked(chunk)) {
                missing += model.chunks().size(chunk) * distinct.occurrences(chunk);
            }
        }
        return missing;
    }

    /**
     * Runs to the end; afterwards nobody writes to the staged files any more.
     *
     * @param concurrency how many chunks at once; if it is empty, as many as turn out to be fastest
     * @throws java.util.concurrent.CancellationException if cancelled
     * @throws IOException if the disk failed
     */
    public void run(OptionalInt concurrency) throws IOException {
        Concurrency connections = concurrency.isPresent() ? Concurrency.fixed(concurrency.getAsInt()) : adaptive();
        AtomicInteger last = new AtomicInteger();
        workers.run(
                model.distinct().count(),
                left -> {
                    if (!left) {
                        fetched.handOverStragglers();
                    }
                    int number = connections.workers(left);
                    if (last.getAndSet(number) != number) {
                        logger.log(System.Logger.Level.DEBUG, "connections=" + number);
                    }
                    return number;
                },
                this::supply);
    }

    private Concurrency adaptive() {
        SinkTimes times = model.times();
        return new AdaptiveConcurrency(
                hasSmallChunks() ? FIRST_CONNECTIONS + 1 : FIRST_CONNECTIONS,
                System::nanoTime,
                progress::bytesFetched,
                () -> times.hashing() + times.writing(),
                fetched::refusals);
    }

    /** One more request under way keeps the connections busy while others are between two chunks. */
    private boolean hasSmallChunks() {
        int count = model.chunks().count();
        return count > 0 && model.chunks().totalSize() / count < SMALL;
    }

    /** What the time was spent with, summed over the workers. */
    public WorkTimes times() {
        return new WorkTimes(
                fetched.times().network(),
                model.times().hashing(),
                model.times().writing(),
                fetched.times().waiting());
    }

    private void supply(int n, ByteBuffer buffer, Cancellation ended) throws IOException {
        Span<ChunkEvent> span = Span.begin(ChunkEvent::new);
        ChunkSource source = ChunkSource.supplyFrom(sources, n, buffer, ended);
        int first = model.distinct().first(n);
        span.end(event -> {
            event.digest = model.chunks().digest(first).hex();
            event.source = source.name();
            event.size = model.chunks().size(first);
        });
        complete(first);
    }

    private void complete(int first) throws IOException {
        DistinctChunks distinct = model.distinct();
        List<Integer> files = new ArrayList<>();
        for (int chunk = first; chunk >= 0; chunk = distinct.next(chunk)) {
            staging.mark(chunk);
            completion.add(chunk, files::add);
        }
        for (int file : files) {
            staging.completed(file);
        }
        progress.completed(model.chunks().size(first) * distinct.occurrences(first));
    }
}
