// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Whom a request is for (RFC 6454, 4): what is meant for one origin is sent to no other.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; an IPv6 address in brackets
 * @param port the scheme's own where the URI names none
 * @since 0.1
 */
public record Origin(String scheme, String host, int port) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[(?:0*:)+0*1]");

    /** Brings scheme and host into lower case. */
    public Origin {
        scheme = scheme.toLowerCase(Locale.ROOT);
        host = host.toLowerCase(Locale.ROOT);
    }

    /**
     * The origin of a URI.
     *
     * @param uri an absolute {@code http} or {@code https} URI with a host
     */
    public static Origin of(URI uri) {
        String host = Objects.requireNonNull(uri.getHost(), "a URI with a host has an origin");
        int usual = uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return new Origin(uri.getScheme(), host, uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** Whether nobody on the way can read along: over https, or within this machine, as far as the host's name tells. */
    public boolean isConfidential() {
        return scheme.equals("https") || LOOPBACK.matcher(host).matches();
    }

    /** As a URL. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
