// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Compares sentences with a sentence encoder that is pulled like any model. */
@NullMarked
package io.xprim.models.examples.similarity;

import org.jspecify.annotations.NullMarked;
