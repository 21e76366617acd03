// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;

/**
 * A manifest as it came, and as it was understood once its digest held.
 *
 * @param raw the bytes that hash to {@code digest}; not to be changed
 */
// The bytes are never compared, and copying a manifest of millions of chunks would cost memory for nothing.
@SuppressWarnings("ArrayRecordComponent")
public record VerifiedManifest(Sha256 digest, byte[] raw, Manifest manifest) {}
