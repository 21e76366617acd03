// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Runs whole commands in turn and sets what they cost side by side. */
@NullMarked
package io.xprim.models.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
