// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelException;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.RemoveOptions;
import io.xprim.models.RemoveResult;
import io.xprim.models.core.store.DiskFailure;
import io.xprim.models.core.store.Store;
import io.xprim.models.core.store.VersionChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes installed versions. */
final class Removal {
    private final Store store;
    private final RemoveOptions options;
    private final System.Logger logger;

    Removal(Store store, RemoveOptions options, System.Logger logger) {
        this.store = store;
        this.options = options;
        this.logger = logger;
    }

    void one(ModelRef ref, Cancellation cancellation) throws IOException {
        // Before anything is made on the disk.
        store.listed(ref);
        try (VersionChange change = store.change(ref, Optional.of(options.lockWait()), cancellation)) {
            change.remove();
        }
        logger.log(System.Logger.Level.INFO, "removed " + ref);
        store.cleanUp(ref, cancellation);
    }

    RemoveResult all(String group, String model, Cancellation cancellation) throws IOException {
        List<ModelRef> versions = store.entries().keySet().stream()
                .filter(ref -> ref.group().equals(group) && ref.model().equals(model))
                .toList();
        if (versions.isEmpty()) {
            throw new NotInstalledException("no version of " + group + "/" + model + " is installed");
        }
        List<ModelRef> removed = new ArrayList<>();
        Map<ModelRef, ModelException> failed = new HashMap<>();
        for (ModelRef ref : versions) {
            try {
                one(ref, cancellation);
                removed.add(ref);
            } catch (ModelException e) {
                failed.put(ref, e.within("remove " + ref));
            } catch (IOException e) {
                failed.put(ref, DiskFailure.toException(e).within("remove " + ref));
            }
        }
        return RemoveResult.builder().removed(removed).failed(failed).build();
    }
}
