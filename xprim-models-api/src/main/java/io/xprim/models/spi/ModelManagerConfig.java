// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.Limits;
import io.xprim.models.RetryPolicy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What {@link io.xprim.models.ModelManagerBuilder} was told. Immutable; methods will be added, with defaults.
 *
 * @since 0.1
 */
public interface ModelManagerConfig {
    /** The application's name. */
    String appName();

    /** Where models come from: an absolute {@code http}, {@code https} or {@code file} URI without user info, query and fragment. */
    Optional<URI> registry();

    /** Where models are kept, as the application wants it; the environment may say otherwise. */
    Optional<Path> dataDirectory();

    /** The transport, which is not the manager's to close. */
    Optional<HttpTransport> transport();

    /** The id of the transport to choose. */
    Optional<String> transportId();

    /** The path policy. */
    Optional<PathPolicy> pathPolicy();

    /** The file locker, which is not the manager's to close. */
    Optional<FileLocker> fileLocker();

    /** Which proxy a request takes. */
    Optional<ProxySelector> proxy();

    /** Keys and trust for https. */
    Optional<SSLContext> sslContext();

    /** The class loader to look for providers in. */
    Optional<ClassLoader> classLoader();

    /** How long a connection may take to be made; positive. */
    Duration connectTimeout();

    /** How long a registry may send nothing; positive. */
    Duration idleTimeout();

    /** When to repeat failed requests. */
    RetryPolicy retryPolicy();

    /** What a registry may make this machine read and hold. */
    Limits limits();

    /** What time it is. */
    Clock clock();

    /** The environment variables, without the one that may hold a token for the registry. */
    Map<String, String> environment();

    /**
     * What to send to some origins, and to no other, on each request and after each redirect: secrets that are not to be kept or shown.
     * None goes over the network unencrypted.
     */
    default Map<Origin, HttpHeaders> credentials() {
        return Map.of();
    }

    /** Who hears what happens. */
    System.Logger logger();
}
