// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.RebuildResult;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.format.StoreIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/**
 * Makes a damaged registry.json again from what is in the folders. A version's folder appears only once it is whole, and its provenance says
 * which manifest that was; what has none was made by another program, and nothing tells whether it is whole. Where an update was cut off
 * between its renames, the version that it displaced is listed: the next holder of the lock puts it back. Not thread-safe.
 */
final class RegistryRebuild {
    private final StorePaths paths;
    private final RegistryFile registry;
    private final StoreLocks locks;
    private final ModelFolders folders;
    private final InstalledFiles installed;
    private final SortedMap<ModelRef, StoreEntry> listed = new TreeMap<>();
    private final NavigableSet<Path> unlisted = new TreeSet<>();

    RegistryRebuild(StorePaths paths, FileOperations operations, StoreLocks locks, RegistryFile registry) {
        this.paths = paths;
        this.registry = registry;
        this.locks = locks;
        this.folders = new ModelFolders(paths, operations);
        this.installed = new InstalledFiles(operations);
    }

    RebuildResult run(Instant now, Cancellation cancellation) throws IOException {
        if (!registry.isDamaged()) {
            return RebuildResult.builder().build();
        }
        locks.prepare(cancellation);
        RebuildResult.Builder result = RebuildResult.builder();
        registry.replaceDamaged(() -> index(cancellation), now).ifPresent(result::setAside);
        return result.listed(listed.keySet().stream().toList())
                .unlisted(unlisted.stream().toList())
                .build();
    }

    private StoreIndex index(Cancellation cancellation) throws IOException {
        for (ModelFolders.Found found : folders.versions()) {
            list(found, cancellation);
        }
        for (ModelFolders.Found found : folders.changing()) {
            if (found.path().equals(paths.displaced(found.ref())) && !listed.containsKey(found.ref())) {
                list(found, cancellation);
            }
        }
        StoreIndex index = StoreIndex.empty();
        for (Map.Entry<ModelRef, StoreEntry> entry : listed.entrySet()) {
            index = index.with(entry.getKey(), entry.getValue());
        }
        return index;
    }

    private void list(ModelFolders.Found found, Cancellation cancellation) throws IOException {
        if (cancellation.isCancelled()) {
            throw new CancellationException("cancelled before registry.json was rebuilt");
        }
        Optional<StoreEntry> entry = installed.provenEntry(found.path());
        if (entry.isPresent()) {
            listed.put(found.ref(), entry.get());
        } else if (installed.hasManifest(found.path())) {
            unlisted.add(found.path());
        }
    }
}
