// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.HttpTransportConfig;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What a transport is told in a test. */
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

    TestConfig withIdleTimeout(Duration timeout) {
        return new TestConfig(connectTimeout, timeout, proxy, sslContext, logger);
    }

    TestConfig withConnectTimeout(Duration timeout) {
        return new TestConfig(timeout, idleTimeout, proxy, sslContext, logger);
    }

    TestConfig withProxy(ProxySelector selector) {
        return new TestConfig(connectTimeout, idleTimeout, Optional.of(selector), sslContext, logger);
    }

    TestConfig withSslContext(SSLContext context) {
        return new TestConfig(connectTimeout, idleTimeout, proxy, Optional.of(context), logger);
    }
}
