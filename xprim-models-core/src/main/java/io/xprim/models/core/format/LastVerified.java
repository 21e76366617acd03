// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.Sha256;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * When an installed version was last found right, and which installation that was.
 *
 * @param manifest the digest of its manifest
 * @param installedAt as registry.json lists it
 * @param verifiedAt to the second
 */
public record LastVerified(Sha256 manifest, Instant installedAt, Instant verifiedAt) {
    private static final int TO_THE_SECOND = "2026-01-02T03:04:05Z".length();

    public byte[] toBytes() {
        Map<String, Object> members = new TreeMap<>();
        members.put("manifest_hash", manifest.hex());
        members.put("installed_at", installedAt.toString());
        members.put("verified_at", verifiedAt.toString());
        return JsonWriter.toBytes(json -> JsonWriter.any(json, members));
    }

    /**
     * Reads one; members that are not known are ignored.
     *
     * @throws FormatException if it is not what {@link #toBytes()} writes
     */
    public static LastVerified read(byte[] document) throws FormatException {
        Map<String, Object> members = JsonReader.read(new ByteArrayInputStream(document), JsonReader::object);
        if (members.get("manifest_hash") instanceof String manifest
                && members.get("installed_at") instanceof String installed
                && members.get("verified_at") instanceof String verified
                && verified.length() == TO_THE_SECOND) {
            try {
                return new LastVerified(new Sha256(manifest), Instant.parse(installed), Instant.parse(verified));
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new FormatException("malformed record of a verification: " + e.getMessage(), e);
            }
        }
        throw new FormatException("malformed record of a verification");
    }
}
