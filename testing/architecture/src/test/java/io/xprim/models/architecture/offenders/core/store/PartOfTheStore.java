// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.store;

import io.xprim.models.architecture.offenders.core.format.UsesTheStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the disk past the seam. */
public final class PartOfTheStore {
    private final Path path;

    public PartOfTheStore(Path path) {
        this.path = path;
    }

    public UsesTheStore upwards() {
        return new UsesTheStore(this);
    }

    public boolean isThere() {
        return Files.exists(path);
    }
}
