// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** What the documentation says, held against what is there. */
@NullMarked
package io.xprim.models.docs;

import org.jspecify.annotations.NullMarked;
