// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Sha256;
import io.xprim.models.core.format.Manifest;

/**
 * A manifest as it came and as it was understood.
 *
 * @param raw the bytes that hash to {@code digest}; not to be changed
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Never compared, and copying a manifest of millions of chunks would cost memory for
// nothing.
public record FetchedManifest(Sha256 digest, byte[] raw, Manifest manifest) {}
