// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.InstalledModel;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullProgress;
import io.xprim.models.PullResult;
import io.xprim.models.RemoteModel;
import io.xprim.models.Sha256;
import io.xprim.models.VerificationException;
import io.xprim.models.core.assemble.ChunkLayout;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.core.recording.Span;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.DiskFailure;
import io.xprim.models.core.store.FileChunks;
import io.xprim.models.core.store.StagedMarks;
import io.xprim.models.core.store.Staging;
import io.xprim.models.core.store.Store;
import io.xprim.models.core.store.StoreSpace;
import io.xprim.models.core.store.VersionChange;
import io.xprim.models.core.transfer.ProgressNotifier;
import io.xprim.models.core.transfer.Transfer;
import io.xprim.models.core.transfer.TransferProgress;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One pull, from the reference to the installed model. */
final class Pull {
    private final ModelRef ref;
    private final PullOptions options;
    private final Registry registry;
    private final Store store;
    private final ExecutorService executor;
    private final System.Logger logger;
    private final TransferProgress progress = new TransferProgress();
    private final PullTimes times = new PullTimes();

    Pull(
            ModelRef ref,
            PullOptions options,
            Registry registry,
            Store store,
            ExecutorService executor,
            System.Logger logger) {
        this.ref = ref;
        this.options = options;
        this.registry = registry;
        this.store = store;
        this.executor = executor;
        this.logger = logger;
    }

    PullResult run(Cancellation cancellation) throws IOException {
        logger.log(System.Logger.Level.INFO, "pulling " + ref);
        Span<PullEvent> span = Span.begin(PullEvent::new);
        times.begin();
        @Nullable PullResult result = null;
        try (ProgressNotifier ignored = ProgressNotifier.start(progress, options.progress(), executor, logger)) {
            result = pull(cancellation);
        } finally {
            record(span, result);
        }
        logger.log(
                System.Logger.Level.INFO,
                "pulled " + ref + " outcome=" + result.outcome() + " fetched=" + result.bytesFetched() + " reused="
                        + result.bytesReused() + " ms=" + result.elapsed().toMillis());
        if (result.outcome() != PullResult.Outcome.ALREADY_INSTALLED) {
            logger.log(System.Logger.Level.INFO, "the time of " + ref + " went into " + times);
        }
        return result;
    }

    private void record(Span<PullEvent> span, @Nullable PullResult result) {
        span.end(event -> {
            event.reference = ref.toString();
            event.outcome = result == null ? null : result.outcome().name();
            event.bytesFetched = progress.bytesFetched();
            event.bytesReused = progress.bytesReused();
            event.spent(times.spent());
        });
    }

    private PullResult pull(Cancellation cancellation) throws IOException {
        RemoteModel found = Lookup.find(registry, ref, cancellation);
        times.network();
        Optional<InstalledModel> whole = options.force() ? Optional.empty() : store.whole(ref, found.manifestHash());
        if (whole.isPresent()) {
            return result(whole.get(), PullResult.Outcome.ALREADY_INSTALLED);
        }
        try (Lookup.Published published = Lookup.fetch(registry, found, cancellation)) {
            times.network();
            store.ensureInstallable(published.manifest().manifest());
            return pull(published.manifest(), cancellation);
        }
    }

    private PullResult pull(VerifiedManifest fetched, Cancellation cancellation) throws IOException {
        PullResult result;
        try (VersionChange change = store.change(ref, options.lockWait(), cancellation)) {
            times.waiting();
            Optional<InstalledModel> installed = change.installed(fetched.digest(), fetched.manifest());
            if (installed.isPresent() && !options.force()) {
                return result(installed.get(), PullResult.Outcome.ALREADY_INSTALLED);
            }
            InstalledModel model = installKeeping(change, fetched, cancellation);
            tidy(change);
            result = result(model, outcome(change.entry(), fetched.digest()));
        }
        store.cleanUp(ref, cancellation);
        return result;
    }

    /** Tells of a full disk with what is kept, which is counted once the staged files are closed. */
    private InstalledModel installKeeping(VersionChange change, VerifiedManifest fetched, Cancellation cancellation)
            throws IOException {
        try {
            return install(change, fetched, cancellation);
        } catch (IOException e) {
            if (DiskFailure.isFull(e)) {
                throw DiskFailure.whenFull(e, kept(fetched), fetched.manifest().totalSize());
            }
            throw e;
        }
    }

    private long kept(VerifiedManifest fetched) throws IOException {
        ChunkList chunks = fetched.manifest().chunks();
        StagedMarks marks = store.stagedMarks(ref, fetched.digest(), chunks.count());
        if (marks.isNone() && progress.phase() == PullProgress.Phase.EXTRACTING) {
            // The marks go once everything is on the disk; what had no room is a file of ours.
            return fetched.manifest().totalSize();
        }
        return IntStream.range(0, chunks.count())
                .filter(marks::isSet)
                .mapToLong(chunks::size)
                .sum();
    }

    private InstalledModel install(VersionChange change, VerifiedManifest fetched, Cancellation cancellation)
            throws IOException {
        ChunkLayout layout = new ChunkLayout(fetched.manifest());
        try (Staging staging =
                change.stage(fetched, new Chunks(layout), executor, options.durable(), options.force())) {
            transfer(staging, fetched, cancellation);
            if (cancellation.isCancelled()) {
                throw new CancellationException("cancelled before the commit");
            }
            progress.enter(PullProgress.Phase.EXTRACTING);
            InstalledModel model = change.commit(staging, registry.address(), progress::finishing, cancellation);
            times.disk();
            return model;
        }
    }

    private void transfer(Staging staging, VerifiedManifest fetched, Cancellation cancellation) throws IOException {
        StoreSpace space = store.space();
        Transfer transfer;
        try {
            transfer = new Transfer(
                    fetched.manifest(),
                    staging,
                    space,
                    registry,
                    progress,
                    options.rateLimit(),
                    executor,
                    cancellation,
                    logger);
        } catch (FormatException e) {
            throw new VerificationException("check the manifest: verification failed: " + e.getMessage(), e);
        }
        space.ensureRoom(ref, fetched.manifest(), transfer.missing());
        progress.enter(PullProgress.Phase.CHUNKS);
        times.disk();
        try {
            transfer.run(options.concurrency());
        } finally {
            times.workers(transfer.times());
        }
    }

    /** The model is installed: what cannot be cleared away now is the next change's to clear away. */
    private void tidy(VersionChange change) {
        try {
            change.tidy();
        } catch (IOException e) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "pulled " + ref + ", but what it replaced could not be deleted yet",
                    e);
        }
    }

    static PullResult.Outcome outcome(Optional<StoreEntry> before, Sha256 digest) {
        if (before.isEmpty()) {
            return PullResult.Outcome.INSTALLED;
        }
        return before.get().manifest().equals(digest) ? PullResult.Outcome.REPAIRED : PullResult.Outcome.UPDATED;
    }

    private PullResult result(InstalledModel model, PullResult.Outcome outcome) {
        return PullResult.builder()
                .model(model)
                .outcome(outcome)
                .bytesFetched(progress.bytesFetched())
                .bytesReused(progress.bytesReused())
                .bytesVerified(progress.bytesVerified())
                .elapsed(progress.elapsed())
                .build();
    }

    private record Chunks(ChunkLayout layout) implements FileChunks {
        @Override
        public int firstChunk(int file) {
            return layout.firstChunk(file);
        }

        @Override
        public int lastChunk(int file) {
            return layout.lastChunk(file);
        }
    }
}
