// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.publish;

import io.xprim.models.architecture.offenders.core.store.PartOfTheStore;

/** Uses more of the store than its operations on files. */
public record UsesModelsOfTheStore(PartOfTheStore store) {}
