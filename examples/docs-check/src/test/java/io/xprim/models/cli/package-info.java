// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Opens to the checks what the package of the command line keeps to itself. */
@NullMarked
package io.xprim.models.cli;

import org.jspecify.annotations.NullMarked;
