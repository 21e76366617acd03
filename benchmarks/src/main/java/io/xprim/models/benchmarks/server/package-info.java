// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** What serves the registries: nginx, and a relay that makes its link slow. */
@NullMarked
package io.xprim.models.benchmarks.server;

import org.jspecify.annotations.NullMarked;
