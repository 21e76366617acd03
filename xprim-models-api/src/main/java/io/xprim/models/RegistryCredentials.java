// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.Origin;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a registry wants to be shown: a header, which is sent to one origin (scheme, host and port) and to no other, wherever redirects lead.
 * It is kept in memory alone, and neither a message nor {@link #toString} shows it. Immutable.
 *
 * @since 0.1
 */
public final class RegistryCredentials {
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern FIELD_VALUE = Pattern.compile("[!-~](?:[ !-~]*[!-~])?");

    /** Those that the connection, a proxy or the library decides about. */
    private static final Set<String> TAKEN = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "keep-alive",
            "origin",
            "range",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via");

    private final Optional<Origin> origin;
    private final String name;
    private final String value;

    private RegistryCredentials(Optional<Origin> origin, String name, String value) {
        this.origin = origin;
        this.name = name;
        this.value = value;
    }

    /**
     * A token (RFC 6750), sent as {@code Authorization: Bearer …} to the origin of the configured registry.
     *
     * @param token visible ASCII characters; white space around them is left out
     * @throws IllegalArgumentException if it is empty, or has other characters; the message does not show it
     */
    public static RegistryCredentials bearer(String token) {
        String trimmed = token.strip();
        if (!TOKEN.matcher(trimmed).matches()) {
            throw new IllegalArgumentException("a token is one word of visible ASCII characters, without line breaks or"
                    + " spaces within; this one is not, and is not shown");
        }
        return new RegistryCredentials(Optional.empty(), "Authorization", "Bearer " + trimmed);
    }

    /**
     * A header, sent to the origin of the configured registry.
     *
     * @param name such as {@code X-Api-Key}; none that the connection, a proxy or the library decides about
     * @param value visible ASCII characters and spaces; white space around them is left out
     * @throws IllegalArgumentException if there can be no such header; the message does not show the value
     */
    public static RegistryCredentials header(String name, String value) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (!FIELD_NAME.matcher(name).matches() || TAKEN.contains(folded) || folded.startsWith("proxy-")) {
            throw new IllegalArgumentException("the header's name is none that credentials can have");
        }
        String trimmed = value.strip();
        if (!FIELD_VALUE.matcher(trimmed).matches()) {
            throw new IllegalArgumentException("the value of the header " + name
                    + " has to be visible ASCII characters and spaces; this one is not, and is not shown");
        }
        return new RegistryCredentials(Optional.empty(), name, trimmed);
    }

    /**
     * The same for another origin than the registry's, such as that of the storage that it redirects to.
     *
     * @param url an {@code http} or {@code https} URL, of which scheme, host and port count
     * @throws IllegalArgumentException if it is none, or has user info, a query or a fragment
     */
    public RegistryCredentials forOrigin(String url) {
        return new RegistryCredentials(Optional.of(RegistryAddress.origin(url)), name, value);
    }

    Optional<Origin> origin() {
        return origin;
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    /** Neither the value nor whom it is for. */
    @Override
    public String toString() {
        return "RegistryCredentials[" + name + "]";
    }
}
