// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import io.xprim.models.spi.SafeText;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an installed version came from: {@code provenance.json} beside its manifest. It never changes once the version is installed, and
 * tells a version that is whole and whose manifest is kept byte for byte from one that another program made.
 *
 * @param manifest the digest of the manifest
 * @param registry the URL of the registry, which holds no secret
 * @param installedAt to the second
 */
public record Provenance(Sha256 manifest, String registry, Instant installedAt) {
    private static final int LONGEST_ADDRESS = 2048;

    public byte[] toBytes() {
        Map<String, Object> members = new TreeMap<>();
        members.put("manifest_hash", manifest.hex());
        members.put("registry", registry);
        members.put("installed_at", installedAt.toString());
        return JsonWriter.toBytes(json -> JsonWriter.any(json, members));
    }

    /**
     * Reads one; members that are not known are ignored.
     *
     * @throws FormatException if it is not what {@link #toBytes()} writes
     */
    public static Provenance read(byte[] document) throws FormatException {
        Map<String, Object> members = JsonReader.read(new ByteArrayInputStream(document), JsonReader::object);
        try {
            return new Provenance(
                    new Sha256(text(members, "manifest_hash")),
                    text(members, "registry"),
                    Instant.parse(text(members, "installed_at")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new FormatException("malformed provenance: " + SafeText.of(String.valueOf(e.getMessage())), e);
        }
    }

    /** The registry's address, if the text is one: what none can have, such as user info, is not shown to anybody. */
    public Optional<URI> address() {
        if (registry.length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(registry)).filter(Provenance::isRegistry);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isRegistry(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean placed = switch (scheme) {
            case "http", "https" -> address.getHost() != null && address.getRawUserInfo() == null;
            case "file" -> address.getRawAuthority() == null && address.getRawPath() != null;
            default -> false;
        };
        return placed && address.getRawQuery() == null && address.getRawFragment() == null;
    }

    private static String text(Map<String, Object> members, String name) throws FormatException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new FormatException("the provenance has no " + name);
    }
}
