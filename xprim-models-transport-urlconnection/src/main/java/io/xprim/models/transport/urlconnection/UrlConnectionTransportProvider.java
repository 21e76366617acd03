// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;

/**
 * Makes transports over {@link java.net.HttpURLConnection}.
 *
 * @since 0.1
 */
public final class UrlConnectionTransportProvider implements HttpTransportProvider {
    /** Behind all others: it is there because it comes along with the implementation, and any other because somebody wanted it. */
    private static final int PRIORITY = -20;

    /** Does nothing. */
    public UrlConnectionTransportProvider() {}

    @Override
    public String id() {
        return "urlconnection";
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public HttpTransport open(HttpTransportConfig config) {
        return new UrlConnectionTransport(config);
    }
}
