// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;

/** Provides a transport under the id {@code empty} that is only taken when asked for. What is on a module path provides a subclass. */
public class EmptyRegistryTransportProvider implements HttpTransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public EmptyRegistryTransportProvider() {}

    @Override
    public String id() {
        return "empty";
    }

    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public HttpTransport open(HttpTransportConfig config) {
        return new EmptyRegistryTransport();
    }
}
