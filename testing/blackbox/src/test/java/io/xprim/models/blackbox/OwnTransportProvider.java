// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.blackbox;

import io.xprim.models.scenarios.EmptyRegistryTransportProvider;

/** A module provides what is in it. */
public final class OwnTransportProvider extends EmptyRegistryTransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public OwnTransportProvider() {}
}
