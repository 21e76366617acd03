// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.ModelRef;
import io.xprim.models.RetryPolicy;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.FaultServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A registry behind a server, and a store, for one test. */
final class Sandbox implements AutoCloseable {
    static final ModelRef REF = ModelRef.parse("g/m:v");

    final SampleRegistry registry = new SampleRegistry();
    final FaultServer server;
    final Path base;

    Sandbox(Path base) throws IOException {
        this.base = base;
        this.server = FaultServer.start();
    }

    /** Publishes {@code g/m v}. */
    Sandbox with(SampleModel model) {
        return with("v", model);
    }

    Sandbox with(String version, SampleModel model) {
        registry.add("g", "m", version, model);
        return serve();
    }

    Sandbox serve() {
        server.serve(registry.toMap());
        return this;
    }

    /** A manager of the store and the server, with retries that do not wait. */
    ModelManager manager() {
        return builder().build();
    }

    ModelManagerBuilder builder() {
        return builder(server, base);
    }

    static ModelManagerBuilder builder(FaultServer server, Path base) {
        return ModelManager.builder("test")
                .registry(server.uri().toString())
                .dataDirectory(base)
                .environment(Map.of())
                .idleTimeout(Duration.ofSeconds(10))
                .retryPolicy(RetryPolicy.builder()
                        .retries(3)
                        .firstDelay(Duration.ofMillis(1))
                        .maxDelay(Duration.ofMillis(20))
                        .build());
    }

    Path version(String version) {
        return base.resolve("g").resolve("m").resolve(version);
    }

    /** Checks that a version is there with the model's files and no others. */
    void assertInstalled(String version, SampleModel model) {
        Map<String, byte[]> found = files(version(version));
        assertThat(found.keySet()).isEqualTo(new TreeMap<>(model.files()).keySet());
        model.files()
                .forEach((path, content) -> assertThat(found.get(path)).as(path).isEqualTo(content));
    }

    void assertEachChunkFetchedOnce(SampleModel model) {
        model.chunkHashes()
                .forEach(hash ->
                        assertThat(server.count("/data/" + hash)).as(hash).isEqualTo(1));
    }

    /** Everything below the store but locks, for comparison. */
    Map<String, byte[]> snapshot() {
        Map<String, byte[]> all = read(base);
        all.keySet().removeIf(path -> path.startsWith("cache/locks") || path.endsWith(".lock"));
        return all;
    }

    private static Map<String, byte[]> files(Path version) {
        Map<String, byte[]> all = read(version);
        all.keySet().removeIf(path -> path.startsWith(".test/"));
        return all;
    }

    private static Map<String, byte[]> read(Path folder) {
        Map<String, byte[]> all = new TreeMap<>();
        if (!Files.exists(folder)) {
            return all;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    @Override
    public void close() {
        server.close();
    }
}
