// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.spi.SafeText;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a redirect (RFC 9110, 15.4) may lead: so many times to http or https, never from https to http, with a host, to a port that there
 * can be, without user info, and into this machine or its network only from a registry that is there itself. What the name of a host
 * stands for is looked up before each hop; that it stands for something else a moment later is not noticed. Thread-safe.
 */
final class RedirectPolicy {
    private static final int HIGHEST_PORT = 65_535;

    /** What ends in a number is an IPv4 address to some resolver, whatever way it is written. */
    private static final Pattern NUMBER_LAST = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    private static final Pattern IPV4 = Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");
    private static final Pattern THIS_MACHINE = Pattern.compile("(?:.*\\.)?localhost\\.?");

    private final URI registry;
    private final int most;
    private final Resolver resolver;

    /** Looks up addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * Makes the policy of a registry.
     *
     * @param most how many redirects of one request are followed
     */
    RedirectPolicy(URI registry, int most, Resolver resolver) {
        this.registry = registry;
        this.most = most;
        this.resolver = resolver;
    }

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /**
     * The address that a redirect leads to.
     *
     * @param followed how many redirects of this request were followed before
     * @throws FetchException if it may not be followed
     */
    URI next(URI from, int followed, Optional<String> location) throws FetchException {
        if (followed == most) {
            throw refused("the server redirects more than " + most + " times");
        }
        URI target = target(from, location);
        if (leadsWithin(target.getHost()) && !isWithin(registry.getHost())) {
            throw refused(
                    "the server redirects into this machine or its network, to " + SafeText.quoted(target.getHost()));
        }
        return target;
    }

    private static URI target(URI from, Optional<String> location) throws FetchException {
        if (location.isEmpty() || location.get().isBlank()) {
            throw refused("the server redirects without saying where");
        }
        URI target;
        try {
            target = from.resolve(new URI(location.get()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Without the cause, which repeats what may be a signed URL.
            throw refused("the server redirects to something that is no URL");
        }
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("the server redirects to the scheme " + SafeText.quoted(scheme));
        }
        if (scheme.equals("http") && from.getScheme().equalsIgnoreCase("https")) {
            throw refused("the server redirects from https to http");
        }
        if (target.getHost() == null || target.getRawUserInfo() != null) {
            throw refused("the server redirects to a URL without a host, or with user info");
        }
        if (target.getPort() == 0 || target.getPort() > HIGHEST_PORT) {
            throw refused("the server redirects to port " + target.getPort() + ", which there is not");
        }
        if (isOddlyWritten(target.getHost())) {
            throw refused("the server redirects to an address in an odd notation");
        }
        return withoutFragment(target);
    }

    private static boolean isOddlyWritten(String host) {
        return NUMBER_LAST.matcher(host).matches() && !IPV4.matcher(host).matches();
    }

    /** Whether any of a host's addresses is within; what has none here leads nowhere, or is for a proxy to know. */
    private boolean leadsWithin(String host) {
        return addresses(host).stream().anyMatch(InnerAddresses::contain);
    }

    /** Whether a host is within with all that it has. */
    private boolean isWithin(String host) {
        List<InetAddress> addresses = addresses(host);
        return !addresses.isEmpty() && addresses.stream().allMatch(InnerAddresses::contain);
    }

    private List<InetAddress> addresses(String host) {
        if (THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        try {
            return List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static URI withoutFragment(URI target) {
        String text = target.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? target : URI.create(text.substring(0, hash));
    }

    private static FetchException refused(String message) {
        return new FetchException(FetchException.Kind.REDIRECT, message + "; it was not followed", null);
    }
}
