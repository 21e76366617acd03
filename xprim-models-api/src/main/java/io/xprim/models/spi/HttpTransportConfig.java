// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a transport is told. Immutable; methods will be added, with defaults.
 *
 * @since 0.1
 */
public interface HttpTransportConfig {
    /** How long a connection may take to be made; positive. */
    Duration connectTimeout();

    /** How long the server may send nothing, before the head and within the body; positive. */
    Duration idleTimeout();

    /** Which proxy a request takes; without it none, whatever the JVM's default says. */
    Optional<ProxySelector> proxy();

    /** Keys and trust for https; without it the JDK's. */
    Optional<SSLContext> sslContext();

    /** Who hears what happens. */
    System.Logger logger();
}
