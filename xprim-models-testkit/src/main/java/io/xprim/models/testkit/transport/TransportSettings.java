// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import io.xprim.models.spi.HttpTransportConfig;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a transport is told in a test. */
record TransportSettings(
        Duration connectTimeout,
        Duration idleTimeout,
        Optional<ProxySelector> proxy,
        Optional<SSLContext> sslContext,
        System.Logger logger)
        implements HttpTransportConfig {
    /** Timeouts that no test waits for. */
    static TransportSettings patient() {
        return new TransportSettings(
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                Optional.empty(),
                Optional.empty(),
                System.getLogger(TransportSettings.class.getName()));
    }

    TransportSettings withConnectTimeout(Duration timeout) {
        return new TransportSettings(timeout, idleTimeout, proxy, sslContext, logger);
    }

    TransportSettings withIdleTimeout(Duration timeout) {
        return new TransportSettings(connectTimeout, timeout, proxy, sslContext, logger);
    }

    TransportSettings withProxy(ProxySelector selector) {
        return new TransportSettings(connectTimeout, idleTimeout, Optional.of(selector), sslContext, logger);
    }

    TransportSettings withSslContext(SSLContext context) {
        return new TransportSettings(connectTimeout, idleTimeout, proxy, Optional.of(context), logger);
    }
}
