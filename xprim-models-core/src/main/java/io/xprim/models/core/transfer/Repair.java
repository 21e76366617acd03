// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.Cancellation;
import io.xprim.models.DamagedRange;
import io.xprim.models.RateLimit;
import io.xprim.models.VerificationException;
import io.xprim.models.core.assemble.DistinctChunks;
import io.xprim.models.core.assemble.ModelFiles;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.InstalledVersion;
import io.xprim.models.core.store.Mending;
import io.xprim.models.core.store.StoreSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Checks an installed version and mends it: the files that are damaged are made again beside, from chunks that are right where they are, that
 * are cached, or that the registry has. For one use.
 */
public final class Repair {
    private final Manifest manifest;
    private final InstalledVersion version;
    private final StoreSpace space;
    private final Executor executor;
    private final Cancellation cancellation;
    private final System.Logger logger;
    private final TransferProgress progress = new TransferProgress();
    private Optional<Damage> found = Optional.empty();

    public Repair(
            Manifest manifest,
            InstalledVersion version,
            StoreSpace space,
            Executor executor,
            Cancellation cancellation,
            System.Logger logger) {
        this.manifest = manifest;
        this.version = version;
        this.space = space;
        this.executor = executor;
        this.cancellation = cancellation;
        this.logger = logger;
    }

    /**
     * Finds the damage, and leaves it.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     * @throws IOException if files may not be read
     */
    public List<DamagedRange> find(int concurrency) throws IOException {
        Damage damage = damage(concurrency);
        found = Optional.of(damage);
        return damage.ranges();
    }

    /**
     * Mends the damage that was found.
     *
     * @param registry asked for only if a chunk has to be fetched
     * @throws IllegalStateException if none was looked for
     * @throws java.util.concurrent.CancellationException if cancelled; then nothing is changed
     * @throws IOException if files may not be read, or the disk failed
     */
    public void mend(int concurrency, Supplier<Registry> registry) throws IOException {
        Damage damage = found.orElseThrow(() -> new IllegalStateException("damage was not looked for"));
        if (!damage.isNone()) {
            try (Mending mending = version.mend(damage.files())) {
                fill(mending, damage, concurrency, registry);
                mending.finish();
            }
        }
        version.forceFolders();
    }

    /** Bytes that came from the registry. */
    public long bytesFetched() {
        return progress.bytesFetched();
    }

    private Damage damage(int concurrency) throws IOException {
        StagedModel model = model((file, position, bytes) -> {
            throw new IllegalStateException("an installed file is never written to");
        });
        return new Verification(manifest, model, version, executor, cancellation).run(concurrency);
    }

    private void fill(Mending mending, Damage damage, int concurrency, Supplier<Registry> registry) throws IOException {
        StagedModel model = model(mending::write);
        DistinctChunks distinct = model.distinct();
        List<ChunkSource> sources = List.of(
                new PlacedChunks(model, damage),
                new CachedChunks(model, space, progress, logger),
                new RegistryChunks(model, registry, progress, RateLimit.none()));
        int[] needed = IntStream.range(0, distinct.count())
                .filter(n -> isNeeded(model, damage, n))
                .toArray();
        new Workers(executor, cancellation)
                .run(
                        needed.length,
                        Concurrency.fixed(concurrency),
                        (i, buffer, ended) -> ChunkSource.supplyFrom(sources, needed[i], buffer, ended));
    }

    /** Whether a file that is made again has a byte of the chunk. */
    private static boolean isNeeded(StagedModel model, Damage damage, int n) {
        DistinctChunks distinct = model.distinct();
        for (int chunk = distinct.first(n); chunk >= 0; chunk = distinct.next(chunk)) {
            int first = model.layout().firstFile(chunk);
            int last = model.layout().lastFile(chunk);
            if (!damage.files().subSet(first, last + 1).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private StagedModel model(Writing writing) {
        try {
            return new StagedModel(manifest, new Files(version, writing));
        } catch (FormatException e) {
            throw new VerificationException("check the manifest: verification failed: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write(int file, long position, ByteBuffer bytes) throws IOException;
    }

    private record Files(InstalledVersion version, Writing writing) implements ModelFiles {
        @Override
        public void write(int file, long position, ByteBuffer bytes) throws IOException {
            writing.write(file, position, bytes);
        }

        @Override
        public boolean read(int file, long position, ByteBuffer bytes) throws IOException {
            return version.read(file, position, bytes);
        }
    }
}
