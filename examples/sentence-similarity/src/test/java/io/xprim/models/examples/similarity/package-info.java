// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The whole way with a real model. */
@NullMarked
package io.xprim.models.examples.similarity;

import org.jspecify.annotations.NullMarked;
