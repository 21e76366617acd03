// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;

/**
 * A manifest as it came, and as it was understood once its digest held.
 *
 * @param raw the bytes that hash to {@code digest}
 */
public record VerifiedManifest(Sha256 digest, RawDocument raw, Manifest manifest) implements AutoCloseable {
    /** Gives up the bytes as they came. */
    @Override
    public void close() {
        raw.close();
    }
}
