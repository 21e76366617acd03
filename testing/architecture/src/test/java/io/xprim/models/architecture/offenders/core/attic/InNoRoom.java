// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.attic;

/** In a package that is not in the table. */
public final class InNoRoom {
    public InNoRoom() {}
}
