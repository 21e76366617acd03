// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import io.xprim.models.spi.SafeText;

/** Makes a whole message safe to print on one line, however long it is; {@link SafeText} is for the quoted parts of one. */
public final class SafeLine {
    private static final int PIECE = 100;

    private SafeLine() {}

    public static String of(String text) {
        StringBuilder safe = new StringBuilder();
        for (int start = 0; start < text.length(); ) {
            int end = Math.min(start + PIECE, text.length());
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end++;
            }
            safe.append(SafeText.of(text.substring(start, end)));
            start = end;
        }
        return safe.toString();
    }
}
