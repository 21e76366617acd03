// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.format;

import io.xprim.models.architecture.offenders.core.store.PartOfTheStore;

/** A lower room that uses a higher one, which makes a cycle too. */
public record UsesTheStore(PartOfTheStore store) {}
