// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.spi.HttpTransportConfig;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A configuration as a transport misunderstands it. */
record BrokenConfig(
        Duration connectTimeout,
        Duration idleTimeout,
        Optional<ProxySelector> proxy,
        Optional<SSLContext> sslContext,
        System.Logger logger)
        implements HttpTransportConfig {
    private static final Duration LONG = Duration.ofMinutes(2);

    static BrokenConfig withoutIdleTimeout(HttpTransportConfig config) {
        return new BrokenConfig(config.connectTimeout(), LONG, config.proxy(), config.sslContext(), config.logger());
    }

    static BrokenConfig withoutConnectTimeout(HttpTransportConfig config) {
        return new BrokenConfig(LONG, config.idleTimeout(), config.proxy(), config.sslContext(), config.logger());
    }

    static BrokenConfig withProxy(HttpTransportConfig config, Optional<ProxySelector> proxy) {
        return new BrokenConfig(
                config.connectTimeout(), config.idleTimeout(), proxy, config.sslContext(), config.logger());
    }

    static BrokenConfig withSslContext(HttpTransportConfig config, SSLContext context) {
        return new BrokenConfig(
                config.connectTimeout(), config.idleTimeout(), config.proxy(), Optional.of(context), config.logger());
    }
}
