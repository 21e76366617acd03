// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Comparisons of whole processes: what is compared, and the program that does it. */
@NullMarked
package io.xprim.models.benchmarks;

import org.jspecify.annotations.NullMarked;
