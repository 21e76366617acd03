// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import java.util.Map;
import java.util.Optional;

/**
 * A version or an alias in a registry's index.
 *
 * @param manifest the digest of the manifest
 * @param aliasOf for an alias, the version or alias that it stands for
 * @param metadata what the publisher says; values as {@link JsonReader#any()} gives them
 */
public record IndexEntry(Sha256 manifest, Optional<String> aliasOf, Map<String, Object> metadata) {}
