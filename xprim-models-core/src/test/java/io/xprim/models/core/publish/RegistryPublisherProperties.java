// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelRef;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.fixtures.RegistryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RegistryPublisherProperties {
    @Property(tries = 60)
    void whatIsPublishedIsReadBackByAnybodyWhoKnowsTheFormat(
            @ForAll("folders") Map<String, byte[]> files, @ForAll @IntRange(min = 7, max = 500) int chunkSize)
            throws Exception {
        Path folder = Files.createTempDirectory("publish");
        try {
            Path registry = folder.resolve("registry");
            PublishResult result = RegistryPublisher.to(registry)
                    .publish(
                            Trees.write(folder.resolve("model"), files),
                            new ModelRef("g", "m", "v"),
                            PublishOptions.builder().chunkSize(chunkSize).build());

            RegistryReader reader = new RegistryReader(registry);
            Map<String, byte[]> read = reader.files("g", "m", "v");
            assertThat(read.keySet()).containsExactlyElementsOf(files.keySet());
            read.forEach((path, content) -> assertThat(content).isEqualTo(files.get(path)));
            int total =
                    files.values().stream().mapToInt(content -> content.length).sum();
            assertThat(result.totalSize()).isEqualTo(total);
            assertThat(result.fileCount()).isEqualTo(files.size());
            assertThat(result.chunkCount()).isEqualTo((total + chunkSize - 1) / chunkSize);
            assertThat(result.manifestHash()).hasToString(reader.manifestHash("g", "m", "v"));
            assertThat(Trees.temporaries(registry)).isEmpty();
        } finally {
            Trees.delete(folder);
        }
    }

    @Provide
    Arbitrary<Map<String, byte[]>> folders() {
        Arbitrary<String> paths =
                Arbitraries.of("a", "b.bin", "sub/a", "sub/b", "sub/deep/er/x", "Y", "é ü", ".hidden", "z/.x/y");
        Arbitrary<byte[]> contents = Arbitraries.integers().between(0, 1500).map(size -> {
            byte[] content = new byte[size];
            if (size % 3 > 0) {
                new Random(size).nextBytes(content);
            }
            return content;
        });
        return Arbitraries.maps(paths, contents).ofMaxSize(6).map(TreeMap::new);
    }
}
