// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.core.format.MemoryDocument;
import io.xprim.models.core.format.RawDocument;
import io.xprim.models.core.registry.RecordingLogger;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.spi.FileLocker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A store in which a model is installed from a folder, for tests that reach below the manager. */
final class InstalledStore {
    static final ModelRef REF = ModelRef.parse("g/m:v");
    static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 2500, 1)
            .file("empty", "")
            .randomFile("sub/b.bin", 700, 2)
            .file("sub/deep/c", "c")
            .chunkSize(1000);

    final Path base;
    private final Path registry;

    private InstalledStore(Path base, Path registry) {
        this.base = base;
        this.registry = registry;
    }

    /** The bytes of a manifest as they come from a registry. */
    static RawDocument raw(SampleModel model) {
        MemoryDocument document = new MemoryDocument();
        document.append(ByteBuffer.wrap(model.manifest()));
        return document;
    }

    static InstalledStore in(Path folder) throws IOException {
        Path registry = folder.resolve("registry");
        new SampleRegistry().add("g", "m", "v", MODEL).writeTo(registry);
        InstalledStore store = new InstalledStore(
                Files.createDirectories(folder.resolve("store")).toRealPath(), registry);
        store.install();
        return store;
    }

    void install() {
        try (ModelManager manager = manager()) {
            manager.pull(REF);
        }
    }

    ModelManager manager() {
        return manager(Clock.systemUTC());
    }

    ModelManager manager(Clock clock) {
        return ModelManager.builder("test")
                .clock(clock)
                .registry(registry.toUri().toString())
                .dataDirectory(base)
                .environment(Map.of())
                .build();
    }

    /** The same store, over a disk of the test's. */
    Store over(FileOperations operations) {
        return over(operations, new NioFileLocker("filelock"));
    }

    Store over(FileOperations operations, FileLocker locker) {
        return new Store(base, "test", operations, locker, Clock.systemUTC(), new Random(), new RecordingLogger());
    }

    VersionChange change(FileOperations operations) throws IOException {
        return over(operations).change(REF, Optional.of(Duration.ofSeconds(10)), new Cancellation());
    }

    Path version() {
        return base.resolve("g").resolve("m").resolve("v");
    }
}
