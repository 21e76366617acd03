// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What registry.json says of an installed version.
 *
 * @param manifest the digest of its manifest
 * @param totalSize bytes
 * @param installedAt to the second
 */
public record StoreEntry(Sha256 manifest, long totalSize, int fileCount, Instant installedAt) {
    /** The entry of a version that was installed as its provenance says. */
    public static StoreEntry of(Provenance provenance, Manifest manifest) {
        return new StoreEntry(
                provenance.manifest(), manifest.totalSize(), manifest.files().size(), provenance.installedAt());
    }

    // By hand, as in Sha256: what a record has by itself is made at its first use, which takes longer than all that
    // `path` does.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreEntry entry
                && manifest.equals(entry.manifest)
                && totalSize == entry.totalSize
                && fileCount == entry.fileCount
                && installedAt.equals(entry.installedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(manifest, totalSize, fileCount, installedAt);
    }
}
