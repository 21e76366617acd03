// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.RemoteModel;
import io.xprim.models.RemoteModelDetail;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.RegistryIndex;
import io.xprim.models.core.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a registry has. */
final class RemoteModels {
    private final Registry registry;
    private final System.Logger logger;

    RemoteModels(Registry registry, System.Logger logger) {
        this.registry = registry;
        this.logger = logger;
    }

    /** The models whose references are wanted. */
    List<RemoteModel> list(Predicate<ModelRef> wanted, Cancellation cancellation) {
        RegistryIndex index = registry.index(cancellation);
        index.problems().forEach((place, problem) -> warn(place, problem));
        List<RemoteModel> models = new ArrayList<>();
        for (ModelRef ref : index.entries().keySet()) {
            if (!wanted.test(ref)) {
                continue;
            }
            try {
                index.find(ref).ifPresent(models::add);
            } catch (FormatException e) {
                warn(ref.toString(), String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(models);
    }

    RemoteModelDetail detail(ModelRef ref, Cancellation cancellation) {
        RemoteModel model = Lookup.find(registry.index(cancellation), ref);
        Manifest manifest =
                registry.manifest(model.manifestHash(), cancellation).manifest();
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
