// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What all paths have in common that some file systems take for one. */
final class PathFolding {
    /** Joiners and variation selectors: of what shows as nothing, all that a path may have. */
    private static final Pattern SHAPING =
            Pattern.compile("[\\u200C\\u200D\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");

    private PathFolding() {}

    /**
     * Caseless matching as Unicode defines it, with full case folding (section 3.13, D145). Lower, upper and lower case in turn bring together
     * what each alone keeps apart, such as both sharp s and ss. Segments can be folded one by one: nothing combines with a slash.
     */
    static String fold(String path) {
        if (isAscii(path)) {
            return path.toLowerCase(Locale.ROOT);
        }
        String visible = SHAPING.matcher(path).replaceAll("");
        String decomposed = Normalizer.normalize(visible, Normalizer.Form.NFD);
        String folded =
                decomposed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFD);
    }

    private static boolean isAscii(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
