// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The program and the library under kills, faults and many processes at once. */
@NullMarked
package io.xprim.models.torture;

import org.jspecify.annotations.NullMarked;
