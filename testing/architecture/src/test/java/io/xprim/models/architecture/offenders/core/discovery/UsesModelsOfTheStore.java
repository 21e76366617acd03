// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.discovery;

import io.xprim.models.architecture.offenders.core.store.PartOfTheStore;

/** Uses more of the store than what is built in. */
public record UsesModelsOfTheStore(PartOfTheStore store) {}
