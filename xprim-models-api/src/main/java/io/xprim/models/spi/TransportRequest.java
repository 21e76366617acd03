// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.net.URI;
import java.util.Objects;

/**
 * A request to send. Immutable. Requests with bodies will come.
 *
 * @since 0.1
 */
public final class TransportRequest {
    private final String method;
    private final URI uri;
    private final HttpHeaders headers;

    private TransportRequest(String method, URI uri, HttpHeaders headers) {
        this.method = method;
        this.uri = Objects.requireNonNull(uri, "uri");
        if (!isForHttp(uri)) {
            throw new IllegalArgumentException("a request is for an absolute http or https URI with a host");
        }
        this.headers = Objects.requireNonNull(headers, "headers");
    }

    /**
     * Asks for a resource (RFC 9110, 9.3.1).
     *
     * @param uri an absolute {@code http} or {@code https} URI with a host
     * @throws IllegalArgumentException if it is another; its port, as anything else about the host, is the network's to judge
     */
    public static TransportRequest get(URI uri, HttpHeaders headers) {
        return new TransportRequest("GET", uri, headers);
    }

    /** The method, such as {@code GET}. */
    public String method() {
        return method;
    }

    /** Where to send it: an absolute {@code http} or {@code https} URI with a host. */
    public URI uri() {
        return uri;
    }

    /** The headers to send, besides those that the connection needs. */
    public HttpHeaders headers() {
        return headers;
    }

    private static boolean isForHttp(URI uri) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        return http && uri.getHost() != null;
    }

    /** Method and address. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
