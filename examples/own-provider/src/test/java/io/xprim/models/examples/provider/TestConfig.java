// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

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
    /** No proxy, and a minute for everything. */
    static TestConfig direct() {
        return new TestConfig(
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                System.getLogger(TestConfig.class.getName()));
    }
}
