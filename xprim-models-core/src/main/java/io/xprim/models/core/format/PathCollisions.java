// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.spi.SafeText;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds paths that cannot stand side by side: the same twice, a file where another path needs a folder, and names that some file systems
 * take for one because they differ only in case or in Unicode normalisation.
 */
final class PathCollisions {
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

    /** Upper case first: it brings together what lower case alone keeps apart, such as sharp s and ss. */
    private static String fold(String path) {
        String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
