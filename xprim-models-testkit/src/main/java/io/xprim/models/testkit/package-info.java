// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The contracts of the SPIs, as tests that a provider runs against itself. */
package io.xprim.models.testkit;
