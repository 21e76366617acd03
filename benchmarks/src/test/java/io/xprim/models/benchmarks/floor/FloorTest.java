// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xprim.models.ModelFile;
import io.xprim.models.benchmarks.registry.Model;
import io.xprim.models.benchmarks.registry.RegistryFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorTest {
    /** Chunks that end within files, files that end within chunks, more than a buffer, and nothing at all. */
    private static final Model MODEL = new Model(
            "shapes",
            700_000,
            List.of(
                    new ModelFile("a/one", 1_500_001),
                    new ModelFile("a/nothing", 0),
                    new ModelFile("a/two", 3),
                    new ModelFile("b/c/three", 600_000),
                    new ModelFile("four", 1)));

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private RegistryFolder registry;

    @BeforeEach
    void serve() throws IOException {
        registry = RegistryFolder.of(MODEL, folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void theFilesAreTheModels() throws Exception {
        Floor.main(url(), folder.resolve("out").toString(), "3", "force");

        assertThat(registry.hashes().problem(folder.resolve("out"))).isEmpty();
    }

    @Test
    void aWrongByteIsNoticed() throws Exception {
        Path chunk = someChunk();
        byte[] bytes = Files.readAllBytes(chunk);
        bytes[bytes.length / 2] ^= 1;
        Files.write(chunk, bytes);

        assertThatThrownBy(() -> Floor.main(url(), folder.resolve("out").toString(), "1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not what its name says");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/"
                + registry.path().getFileName();
    }

    private Path someChunk() throws IOException {
        try (var files = Files.list(registry.path().resolve("data"))) {
            return files.filter(file -> file.toFile().length() == MODEL.chunkSize())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] bytes = Files.readAllBytes(
                folder.resolve(exchange.getRequestURI().getPath().substring(1)));
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
