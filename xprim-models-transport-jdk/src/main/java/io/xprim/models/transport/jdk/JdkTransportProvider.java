// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;

/**
 * Makes transports over {@link java.net.http.HttpClient}.
 *
 * @since 0.1
 */
public final class JdkTransportProvider implements HttpTransportProvider {
    /** After what a company provides, before the transport that comes along with the implementation. */
    private static final int PRIORITY = -10;

    /** Does nothing. */
    public JdkTransportProvider() {}

    @Override
    public String id() {
        return "jdk";
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public HttpTransport open(HttpTransportConfig config) {
        return new JdkTransport(config);
    }
}
