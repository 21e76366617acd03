// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.spi.SafeText;
import java.io.Serializable;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest (FIPS 180-4), by which a registry names manifests and chunks.
 *
 * @param hex 64 lower-case hexadecimal digits
 * @since 0.1
 */
public record Sha256(String hex) implements Comparable<Sha256>, Serializable {
    /** The length of a digest, in bytes. */
    public static final int BYTES = 32;

    /**
     * Checks the digits.
     *
     * @throws IllegalArgumentException if {@code hex} is anything but 64 lower-case hexadecimal digits
     */
    public Sha256 {
        Objects.requireNonNull(hex, "hex");
        if (!isDigest(hex)) {
            throw new IllegalArgumentException(
                    "not a SHA-256 digest of 64 lower-case hexadecimal digits: " + SafeText.quoted(hex));
        }
    }

    /**
     * Makes a digest from its bytes.
     *
     * @param digest 32 bytes; copied
     * @throws IllegalArgumentException if there are not 32 bytes
     */
    public static Sha256 of(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + digest.length);
        }
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** The 32 bytes of the digest, in a new array. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    // By hand: what a record has by itself is made at its first use, which takes a short command a fair part of its
    // time.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sha256 digest && hex.equals(digest.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static boolean isDigest(String hex) {
        if (hex.length() != 2 * BYTES) {
            return false;
        }
        // A manifest may have millions of them, for which a stream takes several times as long.
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
