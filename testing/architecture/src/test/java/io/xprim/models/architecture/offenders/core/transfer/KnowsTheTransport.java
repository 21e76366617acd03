// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.transfer;

import io.xprim.models.spi.HttpTransport;

/** Goes past the registry. */
public record KnowsTheTransport(HttpTransport transport) {}
