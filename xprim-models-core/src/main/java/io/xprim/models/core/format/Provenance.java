// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
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
            throw new FormatException("malformed provenance: " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, Object> members, String name) throws FormatException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new FormatException("the provenance has no " + name);
    }
}
