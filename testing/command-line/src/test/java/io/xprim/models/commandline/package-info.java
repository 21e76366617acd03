// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The built program in processes of its own. */
@NullMarked
package io.xprim.models.commandline;

import org.jspecify.annotations.NullMarked;
