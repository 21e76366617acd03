// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.transport;

import io.xprim.models.architecture.offenders.core.attic.InNoRoom;

/** A transport that uses core. */
public record UsesCore(InNoRoom core) {}
