// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.CallOptions;
import io.xprim.models.InstalledModel;
import io.xprim.models.Limits;
import io.xprim.models.ModelException;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RemoveOptions;
import io.xprim.models.RetryPolicy;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import io.xprim.models.core.format.MemoryDocument;
import io.xprim.models.core.registry.RecordingLogger;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.FileOperations;
import io.xprim.models.core.store.NioFileLocker;
import io.xprim.models.core.store.Store;
import io.xprim.models.core.store.SystemFileOperations;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A manager's calls on a store whose disk is a test's, with a registry in a folder. */
final class FaultyStore implements AutoCloseable {
    final Path base;
    private final Path registryFolder;
    private final SampleRegistry models = new SampleRegistry();
    private final Calls calls = new Calls("test", failure -> {});
    private final NioFileLocker locker = new NioFileLocker("filelock");
    private final Random random = new Random();
    private final RecordingLogger logger = new RecordingLogger();

    FaultyStore(Path folder) throws IOException {
        base = Files.createDirectories(folder.resolve("store")).toRealPath();
        registryFolder = folder.resolve("registry");
    }

    FaultyStore with(ModelRef ref, SampleModel model) throws IOException {
        models.add(ref.group(), ref.model(), ref.version(), model).writeTo(registryFolder);
        return this;
    }

    /** Pulls, one chunk after the other. */
    PullResult pull(ModelRef ref, FileOperations disk) {
        PullOptions options = PullOptions.builder().concurrency(1).build();
        return run(
                "pull " + ref,
                cancellation ->
                        new Pull(ref, options, registry(), store(disk), calls.executor(), logger).run(cancellation));
    }

    PullResult pull(ModelRef ref) {
        return pull(ref, new SystemFileOperations());
    }

    VerifyResult verify(ModelRef ref, FileOperations disk) {
        return run(
                "verify " + ref,
                cancellation -> new Verify(
                                ref,
                                VerifyOptions.defaults(),
                                this::registry,
                                store(disk),
                                calls.executor(),
                                Limits.defaults(),
                                logger)
                        .run(cancellation));
    }

    VerifyResult verify(ModelRef ref) {
        return verify(ref, new SystemFileOperations());
    }

    void remove(ModelRef ref, FileOperations disk) {
        run("remove " + ref, cancellation -> {
            new Removal(store(disk), RemoveOptions.defaults(), logger).one(ref, cancellation);
            return ref;
        });
    }

    List<InstalledModel> list(FileOperations disk) {
        return run("list", cancellation -> store(disk).list(cancellation));
    }

    InstalledModel get(ModelRef ref, FileOperations disk) {
        return run("info " + ref, cancellation -> store(disk).get(ref, cancellation));
    }

    /**
     * Runs a call as a manager does.
     *
     * @throws ModelException what the application would get
     */
    private <T> T run(String operation, Calls.Body<T> body) {
        return calls.run(operation, CallOptions.defaults(), body);
    }

    private Store store(FileOperations disk) {
        return new Store(base, "test", disk, locker, Clock.systemUTC(), random, logger);
    }

    private Registry registry() {
        return Registry.at(
                registryFolder.toUri(),
                Map.of(),
                () -> {
                    throw new IllegalStateException("a folder needs no transport");
                },
                MemoryDocument::new,
                RetryPolicy.defaults(),
                Limits.defaults(),
                Clock.systemUTC(),
                random,
                logger);
    }

    @Override
    public void close() {
        calls.close();
        locker.close();
    }
}
