// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.RemoteModelDetail;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.IndexSelection;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.RegistryIndex;
import io.xprim.models.core.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a registry has. */
final class RemoteModels {
    /** A registry may have as many malformed entries as it likes. */
    private static final int MOST_WARNINGS = 20;

    private final Registry registry;
    private final System.Logger logger;

    RemoteModels(Registry registry, System.Logger logger) {
        this.registry = registry;
        this.logger = logger;
    }

    /** The models that are wanted. */
    List<RemoteModel> list(IndexSelection wanted, Cancellation cancellation) throws IOException {
        RegistryIndex index = registry.index(wanted, cancellation);
        index.problems().entrySet().stream()
                .limit(MOST_WARNINGS)
                .forEach(problem -> warn(problem.getKey(), problem.getValue()));
        if (index.problems().size() > MOST_WARNINGS) {
            logger.log(
                    System.Logger.Level.WARNING,
                    "left out of the registry's index besides: "
                            + (index.problems().size() - MOST_WARNINGS) + " more that are malformed");
        }
        List<RemoteModel> models = new ArrayList<>();
        for (ModelRef ref : index.entries().keySet()) {
            try {
                index.find(ref).ifPresent(models::add);
            } catch (FormatException e) {
                warn(ref.toString(), String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(models);
    }

    RemoteModelDetail detail(ModelRef ref, Cancellation cancellation) throws IOException {
        RemoteModel found = Lookup.find(registry, ref, cancellation);
        try (Lookup.Published published = Lookup.fetch(registry, found, cancellation)) {
            return detail(published.model(), published.manifest().manifest());
        }
    }

    private static RemoteModelDetail detail(RemoteModel model, Manifest manifest) {
        return RemoteModelDetail.builder()
                .model(model)
                .totalSize(manifest.totalSize())
                .chunkSize(manifest.chunks().chunkSize())
                .chunkCount(manifest.chunks().count())
                .files(manifest.files())
                .build();
    }

    private void warn(String place, String problem) {
        logger.log(System.Logger.Level.WARNING, "left out of the registry's index: " + place + ": " + problem);
    }
}
