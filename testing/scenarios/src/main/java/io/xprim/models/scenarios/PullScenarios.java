// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.InstalledModel;
import io.xprim.models.ModelManager;
import io.xprim.models.PublishOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.RemoteModel;
import io.xprim.models.fixtures.RegistryReader;
import io.xprim.models.testkit.fault.FaultServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models from a registry onto the machine, with the core and the transport that are on the path. */
public abstract class PullScenarios {
    /** For subclasses. */
    protected PullScenarios() {}

    @Test
    void aModelIsPulledOverHttp(@TempDir Path store) throws IOException {
        try (FaultServer server = FaultServer.serving(Sample.registry().toMap());
                ModelManager manager = manager(server.uri().toString(), store)) {
            PullResult result = manager.pull(Sample.REF);

            assertThat(result.outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
            Sample.assertIsAt(result.model().path());
            assertThat(server.count("/models.json")).isPositive();
        }
    }

    @Test
    void aModelIsPulledFromAFolder(@TempDir Path store, @TempDir Path registry) throws IOException {
        Sample.registry().writeTo(registry);
        try (ModelManager manager = manager(registry.toString(), store)) {
            Sample.assertIsAt(manager.pull(Sample.REF).model().path());
        }
    }

    @Test
    void aPulledModelIsListedAndFoundAgain(@TempDir Path store, @TempDir Path registry) throws IOException {
        Sample.registry().writeTo(registry);
        try (ModelManager manager = manager(registry.toString(), store)) {
            assertThat(manager.listInstalled()).isEmpty();

            Path installed = manager.pull(Sample.REF).model().path();

            assertThat(manager.listRemote()).extracting(RemoteModel::ref).containsExactly(Sample.REF);
            assertThat(manager.listInstalled()).extracting(InstalledModel::ref).containsExactly(Sample.REF);
            assertThat(manager.path(Sample.REF)).isEqualTo(installed);
        }
    }

    @Test
    void aPublishedFolderIsReadByCodeThatKnowsNothingOfThePublisher(@TempDir Path folder, @TempDir Path registry)
            throws IOException {
        Sample.writeFilesTo(folder);
        PublishOptions options = PublishOptions.builder()
                .chunkSize(Sample.CHUNK_SIZE)
                .alias("latest")
                .metadata("license", "MIT")
                .build();

        RegistryPublisher.to(registry).publish(folder, Sample.REF, options);

        RegistryReader reader = new RegistryReader(registry);
        assertThat(reader.files("g", "m", "v1"))
                .containsExactlyInAnyOrderEntriesOf(Sample.model().files());
        assertThat(reader.chunkHashes("g", "m", "v1")).hasSize(3);
        assertThat(reader.aliasOf("g", "m", "latest")).contains("v1");
        assertThat(reader.metadata("g", "m", "v1")).isEqualTo(Map.of("license", "MIT"));
    }

    @Test
    void aPublishedFolderIsPulled(@TempDir Path folder, @TempDir Path registry, @TempDir Path store)
            throws IOException {
        Sample.writeFilesTo(folder);
        RegistryPublisher.to(registry).publish(folder, Sample.REF);
        try (ModelManager manager = manager(registry.toUri().toString(), store)) {
            Sample.assertIsAt(manager.pull(Sample.REF).model().path());
        }
    }

    private static ModelManager manager(String registry, Path store) {
        return ModelManager.builder("scenarios")
                .environment(Map.of())
                .registry(registry)
                .dataDirectory(store)
                .build();
    }
}
