// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import java.nio.file.Path;

/** An application that pulls one model and does not force it to the disk, which the command line always does. */
public final class PullProgram {
    private PullProgram() {}

    /** Takes a registry, a folder to keep models in, a reference and the id of a transport. */
    public static void main(String... arguments) {
        PullOptions options = PullOptions.builder().durable(false).build();
        try (ModelManager models = ModelManager.builder("benchmarks")
                .registry(arguments[0])
                .dataDirectory(Path.of(arguments[1]))
                .transport(arguments[3])
                .build()) {
            System.out.println(
                    models.pull(ModelRef.parse(arguments[2]), options).outcome());
        }
    }
}
