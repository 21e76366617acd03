// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.spi.SafeText;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds paths that cannot stand side by side: the same twice, a file where another path needs a folder, and names that some file systems
 * take for one because they differ only in case, in Unicode normalisation, or in characters that show as nothing.
 */
final class PathCollisions {
    /** Joiners and variation selectors: of what shows as nothing, all that a path may have. */
    private static final Pattern SHAPING =
            Pattern.compile("[\\u200C\\u200D\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");

    private final Set<String> files = new HashSet<>();
    private final Map<String, String> folders = new HashMap<>();

    void add(String path) throws FormatException {
        String folded = fold(path);
        if (folders.containsKey(folded)) {
            throw collision(path);
        }
        if (!files.add(folded)) {
            throw collision(path);
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            String foldedFolder = fold(folder);
            String known = folders.putIfAbsent(foldedFolder, folder);
            if (files.contains(foldedFolder) || (known != null && !known.equals(folder))) {
                throw collision(path);
            }
        }
    }

    private static FormatException collision(String path) {
        return new FormatException(
                "the path " + SafeText.quoted(path)
                        + " cannot stand beside another one: it is there twice, is a file and a folder, or differs only in case or Unicode form");
    }

    /**
     * What all paths that may be one have in common: caseless matching as Unicode defines it, with full case folding (section 3.13, D145).
     * Lower, upper and lower case in turn bring together what each alone keeps apart, such as both sharp s and ss.
     */
    static String fold(String path) {
        String visible = SHAPING.matcher(path).replaceAll("");
        String decomposed = Normalizer.normalize(visible, Normalizer.Form.NFD);
        String folded =
                decomposed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFD);
    }
}
