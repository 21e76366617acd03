// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Suites whose tests end in bounded time. */
package io.xprim.models.testkit.suite;
