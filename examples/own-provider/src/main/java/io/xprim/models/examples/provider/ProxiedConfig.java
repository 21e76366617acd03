// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import io.xprim.models.spi.HttpTransportConfig;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a transport was told, but for the proxy. */
record ProxiedConfig(HttpTransportConfig told, Optional<ProxySelector> proxy) implements HttpTransportConfig {
    @Override
    public Duration connectTimeout() {
        return told.connectTimeout();
    }

    @Override
    public Duration idleTimeout() {
        return told.idleTimeout();
    }

    @Override
    public Optional<SSLContext> sslContext() {
        return told.sslContext();
    }

    @Override
    public System.Logger logger() {
        return told.logger();
    }
}
