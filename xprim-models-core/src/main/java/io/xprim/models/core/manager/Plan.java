// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullPlan;
import io.xprim.models.PullResult;
import io.xprim.models.RemoteModel;
import io.xprim.models.Sha256;
import io.xprim.models.VerificationException;
import io.xprim.models.core.assemble.DistinctChunks;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.core.store.StagedMarks;
import io.xprim.models.core.store.Store;
import io.xprim.models.core.store.StoreSpace;
import java.io.IOException;

/** What a pull would do. */
final class Plan {
    private final ModelRef ref;
    private final PullOptions options;
    private final Registry registry;
    private final Store store;

    Plan(ModelRef ref, PullOptions options, Registry registry, Store store) {
        this.ref = ref;
        this.options = options;
        this.registry = registry;
        this.store = store;
    }

    PullPlan make(Cancellation cancellation) throws IOException {
        RemoteModel found = Lookup.find(registry, ref, cancellation);
        try (Lookup.Published published = Lookup.fetch(registry, found, cancellation)) {
            return make(published.manifest());
        }
    }

    private PullPlan make(VerifiedManifest fetched) throws IOException {
        Sha256 digest = fetched.digest();
        Manifest manifest = fetched.manifest();
        store.ensureInstallable(manifest);
        boolean whole = !options.force() && store.whole(ref, digest).isPresent();
        long fetch = whole ? 0 : missing(digest, manifest);
        return PullPlan.builder()
                .ref(ref)
                .manifestHash(digest)
                .outcome(whole ? PullResult.Outcome.ALREADY_INSTALLED : Pull.outcome(store.entry(ref), digest))
                .totalSize(manifest.totalSize())
                .fileCount(manifest.files().size())
                .bytesToFetch(fetch)
                .bytesToReuse(manifest.totalSize() - fetch)
                .build();
    }

    private long missing(Sha256 digest, Manifest manifest) throws IOException {
        ChunkList chunks = manifest.chunks();
        StoreSpace space = store.space();
        StagedMarks marks = store.stagedMarks(ref, digest, chunks.count());
        DistinctChunks distinct = distinct(chunks);
        long missing = 0;
        for (int n = 0; n < distinct.count(); n++) {
            int chunk = distinct.first(n);
            if (!marks.isSet(chunk) && !space.hasCached(chunks.digest(chunk), chunks.size(chunk))) {
                missing += chunks.size(chunk);
            }
        }
        return missing;
    }

    private static DistinctChunks distinct(ChunkList chunks) {
        try {
            return DistinctChunks.of(chunks);
        } catch (FormatException e) {
            throw new VerificationException("check the manifest: verification failed: " + e.getMessage(), e);
        }
    }
}
