// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.Origin;
import io.xprim.models.spi.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads where a registry is: a URL, or the path of a folder. */
final class RegistryAddress {
    /** Two letters at least, so that a Windows drive is none. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:");

    private static final int MOST_PORTS = 65_535;

    private RegistryAddress() {}

    static URI parse(String urlOrFolder) {
        if (urlOrFolder.isBlank()) {
            throw new IllegalArgumentException("the registry is empty; give a URL or a folder");
        }
        return SCHEME.matcher(urlOrFolder).find() ? url(urlOrFolder) : folder(urlOrFolder);
    }

    /** The origin of a URL that is no folder's. */
    static Origin origin(String url) {
        URI uri = parse(url);
        if (uri.getScheme().equalsIgnoreCase("file")) {
            throw new IllegalArgumentException("credentials are for an http or https URL, not for a folder");
        }
        return Origin.of(uri);
    }

    private static URI folder(String folder) {
        try {
            return Path.of(folder).toAbsolutePath().normalize().toUri();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the registry " + SafeText.quoted(folder) + " is no path here: " + e.getReason(), e);
        }
    }

    private static URI url(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            // Neither the URL nor the exception's message: what is malformed may hold a secret where nobody looks for
            // one.
            throw new IllegalArgumentException(
                    "the registry is no well-formed URL: " + e.getReason() + " at position " + e.getIndex());
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        // What is no server-based authority has no user info to Java, and may hold a password all the same.
        if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            throw new IllegalArgumentException("the registry URL holds user info; leave it out");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the registry URL has a query or a fragment; leave it out");
        }
        return switch (scheme) {
            case "http", "https" -> withHost(uri);
            case "file" -> local(uri);
            default ->
                throw new IllegalArgumentException("the registry's scheme is " + SafeText.quoted(scheme)
                        + "; http, https, file or a folder's path is understood");
        };
    }

    private static URI withHost(URI uri) {
        if (uri.getHost() == null) {
            // Not the URL: with a slash too few, what should have been user info is part of the path.
            throw new IllegalArgumentException("the registry URL names no host; write it like https://host/path");
        }
        if (uri.getPort() == 0 || uri.getPort() > MOST_PORTS) {
            throw new IllegalArgumentException("the registry URL " + SafeText.quoted(uri.toString()) + " has the port "
                    + uri.getPort() + "; ports are 1 to " + MOST_PORTS);
        }
        return uri;
    }

    private static URI local(URI uri) {
        try {
            // Made anew from its text, because a path that is made from a URL may keep a slash at its end.
            return Path.of(Path.of(uri).toString()).toUri();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the registry URL " + SafeText.quoted(uri.toString()) + " is no local folder: "
                            + SafeText.of(String.valueOf(e.getMessage())),
                    e);
        }
    }
}
