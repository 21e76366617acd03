// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** A way to the program that is not the way out of the JVM. */
@NullMarked
package io.xprim.models.cli;

import org.jspecify.annotations.NullMarked;
