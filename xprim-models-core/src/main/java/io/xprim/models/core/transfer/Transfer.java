// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.core.assemble.DistinctChunks;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.Staging;
import io.xprim.models.core.store.StoreSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings every chunk of a model to its places: workers take the distinct chunks in the order of the manifest, and each asks the sources,
 * nearest first. The first failure ends all.
 */
public final class Transfer {
    private static final int BUFFER = 128 << 10;

    private final StagedModel model;
    private final Staging staging;
    private final FileCompletion completion;
    private final List<ChunkSource> sources;
    private final TransferProgress progress;
    private final Executor executor;
    private final Cancellation cancellation;
    private final Cancellation ended = new Cancellation();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

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
            Executor executor,
            Cancellation cancellation,
            System.Logger logger)
            throws FormatException {
        this.staging = staging;
        this.progress = progress;
        this.executor = executor;
        this.cancellation = cancellation;
        model = new StagedModel(manifest, new StagingFiles(staging));
        completion = new FileCompletion(manifest, model.layout());
        sources = List.of(
                new StagedChunks(model, staging, progress),
                new CachedChunks(model, space, progress, logger),
                new RegistryChunks(model, registry, progress));
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
     * @throws CancellationException if cancelled
     * @throws IOException if the disk failed
     */
    public void run(int concurrency) throws IOException {
        int workers = Math.min(concurrency, model.distinct().count());
        CountDownLatch done = new CountDownLatch(workers);
        try (Cancellation.Registration ignored = cancellation.onCancel(ended::cancel)) {
            for (int i = 0; i < workers; i++) {
                start(done);
            }
            awaitUninterruptibly(done);
        }
        Throwable first = failure.get();
        if (cancellation.isCancelled()) {
            throw new CancellationException("cancelled");
        }
        if (first != null) {
            rethrow(first);
        }
    }

    /** A worker that cannot be started is a failure like one of its own: the others have to end before this does. */
    private void start(CountDownLatch done) {
        try {
            executor.execute(() -> {
                try {
                    work();
                } finally {
                    done.countDown();
                }
            });
        } catch (RuntimeException | Error e) {
            fail(e);
            done.countDown();
        }
    }

    private void work() {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            for (int n; (n = next.getAndIncrement()) < model.distinct().count(); ) {
                if (ended.isCancelled()) {
                    return;
                }
                supply(n, buffer);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        ended.cancel();
    }

    private void supply(int n, ByteBuffer buffer) throws IOException {
        for (ChunkSource source : sources) {
            if (source.supply(n, buffer, ended)) {
                complete(model.distinct().first(n));
                return;
            }
        }
        throw new IllegalStateException("the registry is the last source and has every chunk, or fails");
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

    private static void awaitUninterruptibly(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new UncheckedIOException(new IOException(failure));
    }
}
