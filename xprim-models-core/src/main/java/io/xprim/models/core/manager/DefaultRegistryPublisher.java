// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.CallOptions;
import io.xprim.models.ModelRef;
import io.xprim.models.PublishOptions;
import io.xprim.models.PublishResult;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.core.publish.Publication;
import io.xprim.models.core.store.FileOperations;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** Publishes to a registry folder. */
final class DefaultRegistryPublisher implements RegistryPublisher {
    private final Path registry;
    private final FileOperations operations;
    private final RandomGenerator random;
    private final Calls calls = new Calls("publish", failure -> {});

    DefaultRegistryPublisher(Path registry, FileOperations operations, RandomGenerator random) {
        this.registry = registry.toAbsolutePath();
        this.operations = operations;
        this.random = random;
    }

    @Override
    public PublishResult publish(Path folder, ModelRef ref, PublishOptions options) {
        CallOptions call =
                CallOptions.builder().cancellation(options.cancellation()).build();
        return calls.run(
                "publish " + ref,
                call,
                cancellation -> new Publication(registry, operations, random, options, cancellation)
                        .publish(folder.toAbsolutePath(), ref));
    }
}
