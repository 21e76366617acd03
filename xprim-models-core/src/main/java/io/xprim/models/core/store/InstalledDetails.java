// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.InstalledModel;
import io.xprim.models.core.format.Provenance;
import io.xprim.models.core.format.StoreEntry;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What is known of an installed model besides what registry.json says. It costs files to read, so only who asks for one model gets it. */
final class InstalledDetails {
    private final InstalledFiles installed;
    private final VerifiedRecords verified;
    private final System.Logger logger;

    InstalledDetails(InstalledFiles installed, VerifiedRecords verified, System.Logger logger) {
        this.installed = installed;
        this.verified = verified;
        this.logger = logger;
    }

    /** The model, with where it came from and when it was last verified, as far as that can be told. */
    InstalledModel addTo(InstalledModel model) {
        StoreEntry listed =
                new StoreEntry(model.manifestHash(), model.totalSize(), model.fileCount(), model.installedAt());
        Optional<URI> registry = registry(model);
        Optional<Instant> lastVerified = verified.find(model.ref(), listed);
        InstalledModel.Builder detailed = model.toBuilder();
        registry.ifPresent(detailed::registry);
        lastVerified.ifPresent(detailed::lastVerified);
        return detailed.build();
    }

    private Optional<URI> registry(InstalledModel model) {
        try {
            return installed.provenance(model.path(), model.manifestHash()).flatMap(Provenance::address);
        } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "could not read where " + model.ref() + " came from", e);
            return Optional.empty();
        }
    }
}
