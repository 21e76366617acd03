// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The lower bound of a pull, of the JDK alone. */
@NullMarked
package io.xprim.models.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
