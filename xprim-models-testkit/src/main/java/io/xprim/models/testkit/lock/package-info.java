// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
/** The contract of {@link io.xprim.models.spi.FileLocker}, a suite a class. */
package io.xprim.models.testkit.lock;
