// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelNotFoundException;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryException;
import io.xprim.models.RemoteModel;
import io.xprim.models.VersionNotFoundException;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.IndexSelection;
import io.xprim.models.core.format.RegistryIndex;
import io.xprim.models.core.format.VerifiedManifest;
import io.xprim.models.core.registry.Registry;
import java.io.Closeable;
import java.io.IOException;

/** Looks references up in an index, and fetches what it leads to. */
final class Lookup {
    /** What a registry has under a reference, whole. */
    record Published(RemoteModel model, VerifiedManifest manifest) implements Closeable {
        @Override
        public void close() throws IOException {
            manifest.close();
        }
    }

    private Lookup() {}

    /**
     * What the index of a registry has under a reference.
     *
     * @throws ModelNotFoundException if it has no such model
     * @throws VersionNotFoundException if it has no such version
     * @throws RegistryException if the entry is malformed
     */
    static RemoteModel find(Registry registry, ModelRef ref, Cancellation cancellation) throws IOException {
        return find(registry.index(IndexSelection.modelOf(ref), cancellation), ref);
    }

    /** The same in an index of which the model was asked for. */
    static RemoteModel find(RegistryIndex index, ModelRef ref) {
        String model = ref.group() + "/" + ref.model();
        try {
            return index.find(ref)
                    .orElseThrow(() -> index.hasModel(ref)
                            ? new VersionNotFoundException(
                                    "the registry has " + model + ", but no version " + ref.version())
                            : new ModelNotFoundException("the registry has no model " + model));
        } catch (FormatException e) {
            throw new RegistryException("registry error: " + e.getMessage(), e);
        }
    }

    /**
     * Fetches the manifest of what was found. Where it cannot be had, the registry may have been published to since its index was read: then
     * that is read once more, and what it has now is the answer, which is the caller's to close.
     *
     * @param found what the index had
     * @throws RegistryException if the index still leads there
     */
    static Published fetch(Registry registry, RemoteModel found, Cancellation cancellation) throws IOException {
        try {
            return new Published(found, registry.manifest(found.manifestHash(), cancellation));
        } catch (RegistryException e) {
            if (e.getCause() instanceof FormatException) {
                // It is there, and as it was published.
                throw e;
            }
            RemoteModel now = find(registry, found.ref(), cancellation);
            if (now.manifestHash().equals(found.manifestHash())) {
                registry.forgetIndex();
                throw e;
            }
            return new Published(now, registry.manifest(now.manifestHash(), cancellation));
        }
    }
}
