// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.DamagedRange;
import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryException;
import io.xprim.models.Sha256;
import io.xprim.models.VerifyOptions;
import io.xprim.models.VerifyResult;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.StoreEntry;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.InstalledVersion;
import io.xprim.models.core.store.Store;
import io.xprim.models.core.store.VersionChange;
import io.xprim.models.core.transfer.Repair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** One verification of an installed version, with repair if that is wanted. */
final class Verify {
    private static final int CONCURRENCY = 4;

    private final ModelRef ref;
    private final VerifyOptions options;
    private final Supplier<Registry> registry;
    private final Store store;
    private final ExecutorService executor;
    private final Limits limits;
    private final System.Logger logger;

    Verify(
            ModelRef ref,
            VerifyOptions options,
            Supplier<Registry> registry,
            Store store,
            ExecutorService executor,
            Limits limits,
            System.Logger logger) {
        this.ref = ref;
        this.options = options;
        this.registry = registry;
        this.store = store;
        this.executor = executor;
        this.limits = limits;
        this.logger = logger;
    }

    VerifyResult run(Cancellation cancellation) throws IOException {
        VerifyResult result = check(cancellation);
        if (result.repaired()) {
            store.cleanUp(ref, cancellation);
        }
        return result;
    }

    private VerifyResult check(Cancellation cancellation) throws IOException {
        // Before anything is made on the disk.
        Sha256 digest = store.listed(ref).manifest();
        List<DamagedRange> damaged = new ArrayList<>();
        try (VersionChange change = store.change(ref, Optional.of(options.lockWait()), cancellation)) {
            digest = change.entry().map(StoreEntry::manifest).orElse(digest);
            Optional<Manifest> kept = keptManifest(change);
            if (kept.isEmpty()) {
                damaged.add(new DamagedRange(change.manifestPath(), 0, 0));
                change.forgetVerified();
                if (!options.repair()) {
                    return result(damaged, false, 0);
                }
                try (VerifiedManifest fetched = registry.get().manifest(digest, cancellation)) {
                    change.restoreManifest(fetched.raw(), registry.get().address());
                    kept = Optional.of(fetched.manifest());
                }
            }
            return check(change, kept.get(), damaged, cancellation);
        }
    }

    private VerifyResult check(
            VersionChange change, Manifest manifest, List<DamagedRange> damaged, Cancellation cancellation)
            throws IOException {
        try (InstalledVersion version = change.open(manifest)) {
            Repair repair = new Repair(manifest, version, store.space(), executor, cancellation, logger);
            damaged.addAll(repair.find(CONCURRENCY));
            if (!damaged.isEmpty()) {
                // Before the repair, which may come to nothing.
                change.forgetVerified();
            }
            if (options.repair()) {
                repair.mend(CONCURRENCY, registry);
            }
            boolean repaired = options.repair() && !damaged.isEmpty();
            if (repaired || damaged.isEmpty()) {
                change.recordVerified();
            }
            if (repaired) {
                logger.log(
                        System.Logger.Level.WARNING,
                        "repaired " + ref + " ranges=" + damaged.size() + " fetched=" + repair.bytesFetched());
            }
            return result(damaged, repaired, repair.bytesFetched());
        }
    }

    private Optional<Manifest> keptManifest(VersionChange change) throws IOException {
        try {
            return change.keptManifest(limits);
        } catch (FormatException e) {
            throw new RegistryException("check the manifest: registry error: " + e.getMessage(), e);
        }
    }

    private VerifyResult result(List<DamagedRange> damaged, boolean repaired, long fetched) {
        return VerifyResult.builder()
                .ref(ref)
                .damaged(damaged)
                .repaired(repaired)
                .bytesFetched(fetched)
                .build();
    }
}
