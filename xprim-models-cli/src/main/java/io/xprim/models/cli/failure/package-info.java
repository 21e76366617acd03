// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** What a failure means to the caller of the program. */
package io.xprim.models.cli.failure;
