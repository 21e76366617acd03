// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.testkit.fault.FaultServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls through the application's client. */
final class OwnClientTest {
    private static final ModelRef REF = ModelRef.parse("g/m:v1");

    @TempDir
    private Path folder;

    private FaultServer server;

    @BeforeEach
    void publishAndServe() throws IOException {
        Path sample = Files.createDirectory(folder.resolve("sample"));
        Files.writeString(sample.resolve("weights.bin"), "weights", StandardCharsets.UTF_8);
        Path registry = folder.resolve("registry");
        RegistryPublisher.to(registry).publish(sample, REF);
        server = FaultServer.start();
        server.serve("/models.json", Files.readAllBytes(registry.resolve("models.json")));
        try (Stream<Path> data = Files.list(registry.resolve("data"))) {
            for (Path file : data.toList()) {
                server.serve("/data/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
    }

    @AfterEach
    void stopServing() {
        server.close();
    }

    @Test
    void theClientOnThePathIsTakenWithItsInterceptors() {
        try (ModelManager models = ModelManager.builder("my-app")
                .registry(server.uri().toString())
                .dataDirectory(folder.resolve("models"))
                .environment(Map.of())
                .build()) {
            assertThat(models.pull(REF).model().path().resolve("weights.bin")).hasContent("weights");
        }

        assertThat(server.requests())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("X-Company")).containsExactly("example"));
    }

    @Test
    void theTransportWithAClientOfItsOwnIsChosenByItsId() {
        try (ModelManager models = Choice.okhttp(server.uri().toString())) {
            assertThat(models.listRemote()).hasSize(1);
        }

        assertThat(server.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("X-Company")).isEmpty());
    }
}
