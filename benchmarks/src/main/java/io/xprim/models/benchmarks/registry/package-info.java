// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Registries with models of known shape and content. */
@NullMarked
package io.xprim.models.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
