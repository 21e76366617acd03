// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

/**
 * Makes text of unknown origin safe to print: cut to a readable length, with everything escaped that could act on a terminal or hide
 * itself (control and format characters, line separators, lone surrogates).
 *
 * @since 0.1
 */
public final class SafeText {
    private static final int LONGEST = 200;

    private SafeText() {}

    /** The text, safe, between double quotes. */
    public static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    /** The text, safe. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder();
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            appendSafe(safe, c);
            i += Character.charCount(c);
        }
        return end < text.length() ? safe.append('…').toString() : safe.toString();
    }

    private static void appendSafe(StringBuilder safe, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                safe.append("\\u{").append(Integer.toHexString(c)).append('}');
            default -> safe.appendCodePoint(c);
        }
    }
}
