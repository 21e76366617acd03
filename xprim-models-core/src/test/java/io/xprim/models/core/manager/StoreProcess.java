// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.InstalledModel;
import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.RemoveOptions;
import io.xprim.models.RetryPolicy;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import io.xprim.models.core.format.MemoryDocument;
import io.xprim.models.core.registry.RecordingLogger;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.SimulatedLocker;
import io.xprim.models.core.store.Store;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;

/** A process that has just started, and what it does with a store: the use cases as the manager runs them, on one thread. */
final class StoreProcess implements AutoCloseable {
    static final String APP = "test";

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ExecutorService EXECUTOR = new SameThread();

    private final System.Logger logger = new RecordingLogger();
    private final Registry registry;
    private final Store store;

    StoreProcess(FileOperations disk, Path base, Path registry) {
        this(disk, base, registry, new SimulatedLocker());
    }

    StoreProcess(FileOperations disk, Path base, Path registry, FileLocker locker) {
        // No two processes draw the same numbers.
        Random random = new Random(System.identityHashCode(this));
        RetryPolicy noRetries = RetryPolicy.builder().retries(0).build();
        this.registry = Registry.at(
                registry.toUri(),
                Map.of(),
                () -> {
                    throw new AssertionError("a folder needs no transport");
                },
                MemoryDocument::new,
                noRetries,
                Limits.defaults(),
                CLOCK,
                random,
                logger);
        this.store = new Store(base, APP, disk, locker, CLOCK, random, logger);
    }

    boolean pull(ModelRef ref, boolean force) throws IOException {
        PullOptions options = PullOptions.builder().concurrency(1).force(force).build();
        new Pull(ref, options, registry, store, EXECUTOR, logger).run(new Cancellation());
        return true;
    }

    void remove(ModelRef ref) throws IOException {
        new Removal(store, RemoveOptions.defaults(), logger).one(ref, new Cancellation());
    }

    VerifyResult verify(ModelRef ref, boolean repair) throws IOException {
        VerifyOptions options = VerifyOptions.builder().repair(repair).build();
        return new Verify(ref, options, () -> registry, store, EXECUTOR, Limits.defaults(), logger)
                .run(new Cancellation());
    }

    void prune() throws IOException {
        store.leftovers().delete(new Cancellation());
    }

    List<InstalledModel> list() throws IOException {
        return store.list(new Cancellation());
    }

    InstalledModel get(ModelRef ref) throws IOException {
        return store.getDetailed(ref, new Cancellation());
    }

    @Override
    public void close() {
        store.close();
    }
}
