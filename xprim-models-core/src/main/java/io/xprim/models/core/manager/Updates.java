// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelException;
import io.xprim.models.ModelRef;
import io.xprim.models.Sha256;
import io.xprim.models.UpdateCheck;
import io.xprim.models.UpdateChecks;
import io.xprim.models.core.format.IndexSelection;
import io.xprim.models.core.format.RegistryIndex;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Compares what is installed with what a registry has. */
final class Updates {
    private final Registry registry;
    private final Store store;

    Updates(Registry registry, Store store) {
        this.registry = registry;
        this.store = store;
    }

    UpdateCheck one(ModelRef ref, Cancellation cancellation) throws IOException {
        RegistryIndex index = registry.index(IndexSelection.modelOf(ref), cancellation);
        return check(ref, store.entry(ref).map(StoreEntry::manifest), index);
    }

    UpdateChecks all(Cancellation cancellation) throws IOException {
        SortedMap<ModelRef, StoreEntry> installed = store.entries();
        List<UpdateCheck> checks = new ArrayList<>();
        Map<ModelRef, ModelException> failed = new HashMap<>();
        if (!installed.isEmpty()) {
            RegistryIndex index = registry.index(IndexSelection.modelsOf(installed.keySet()), cancellation);
            installed.forEach((ref, entry) -> {
                try {
                    checks.add(check(ref, Optional.of(entry.manifest()), index));
                } catch (ModelException e) {
                    failed.put(ref, e.within("update " + ref));
                }
            });
        }
        return UpdateChecks.builder().checks(checks).failed(failed).build();
    }

    private static UpdateCheck check(ModelRef ref, Optional<Sha256> installed, RegistryIndex index) {
        UpdateCheck.Builder check = UpdateCheck.builder()
                .ref(ref)
                .remoteHash(Lookup.find(index, ref).manifestHash());
        installed.ifPresent(check::installedHash);
        return check.build();
    }
}
