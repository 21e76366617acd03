// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** Benchmarks of parts of core, with JMH. */
@NullMarked
package io.xprim.models.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
