// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.spi.HttpTransportConfig;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

record TestConfig(
        Duration connectTimeout,
        Duration idleTimeout,
        Optional<ProxySelector> proxy,
        Optional<SSLContext> sslContext,
        System.Logger logger)
        implements HttpTransportConfig {
    /** Timeouts that no test waits for. */
    static TestConfig patient() {
        return new TestConfig(
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                Optional.empty(),
                Optional.empty(),
                System.getLogger(TestConfig.class.getName()));
    }

    TestConfig withSslContext(SSLContext context) {
        return new TestConfig(connectTimeout, idleTimeout, proxy, Optional.of(context), logger);
    }

    TestConfig withLogger(System.Logger other) {
        return new TestConfig(connectTimeout, idleTimeout, proxy, sslContext, other);
    }
}
