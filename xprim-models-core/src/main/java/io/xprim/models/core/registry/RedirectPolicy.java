// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a redirect (RFC 9110, 15.4) may lead: to http or https, never from https to http, with a host, to a port that there can be, and
 * without user info. No header of the request depends on where it goes, so none has to be left behind.
 */
final class RedirectPolicy {
    private static final int HIGHEST_PORT = 65_535;

    private RedirectPolicy() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /**
     * The address that a redirect leads to.
     *
     * @throws FetchException if it may not be followed
     */
    static URI target(URI from, Optional<String> location) throws FetchException {
        if (location.isEmpty() || location.get().isBlank()) {
            throw refused("the server redirects without saying where", null);
        }
        URI target;
        try {
            target = from.resolve(new URI(location.get()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused("the server redirects to something that is no URL", e);
        }
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("the server redirects to the scheme " + SafeText.quoted(scheme), null);
        }
        if (scheme.equals("http") && from.getScheme().equalsIgnoreCase("https")) {
            throw refused("the server redirects from https to http", null);
        }
        if (target.getHost() == null || target.getRawUserInfo() != null) {
            throw refused("the server redirects to a URL without a host, or with user info", null);
        }
        if (target.getPort() == 0 || target.getPort() > HIGHEST_PORT) {
            throw refused("the server redirects to port " + target.getPort() + ", which there is not", null);
        }
        return withoutFragment(target);
    }

    private static URI withoutFragment(URI target) {
        String text = target.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? target : URI.create(text.substring(0, hash));
    }

    private static FetchException refused(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        return new FetchException(FetchException.Kind.REDIRECT, message + "; it was not followed", cause);
    }
}
