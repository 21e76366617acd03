// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelRef;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The model that the scenarios are about: several chunks, one of them over two files. */
final class Sample {
    static final ModelRef REF = new ModelRef("g", "m", "v1");
    static final int CHUNK_SIZE = 1000;

    private Sample() {}

    static SampleModel model() {
        return new SampleModel()
                .chunkSize(CHUNK_SIZE)
                .randomFile("weights.bin", 2500, 1)
                .file("config/model.json", "{}");
    }

    static SampleRegistry registry() {
        return new SampleRegistry().add(REF.group(), REF.model(), REF.version(), model());
    }

    static void writeFilesTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : model().files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    static void assertIsAt(Path folder) {
        model().files()
                .forEach((path, content) ->
                        assertThat(folder.resolve(path)).as(path).hasBinaryContent(content));
    }
}
