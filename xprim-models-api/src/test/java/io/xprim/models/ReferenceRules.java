// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for names once more: for a path, what no path may contain, an expression each. */
final class ReferenceRules {
    private static final String SHAPING = "\\u200c\\u200d\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\x{e0100}-\\x{e01ef}";
    private static final String END = "(?=/|\\z)";
    private static final String SPACES = "[\\p{IsWhite_Space}&&[^\\u0085\\u00a0\\u2007\\u202f]]*";

    private static final List<Pattern> FORBIDDEN = List.of(
            pattern("\\A~"),
            pattern("(?:\\A|/)" + END),
            pattern("(?:\\A|/)\\.\\.?" + END),
            pattern("[. ]" + END),
            pattern("[\\\\:*?\"<>|]"),
            pattern("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]"),
            pattern("[\\p{Cf}&&[^" + SHAPING + "]]"),
            pattern("[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0]"),
            pattern("(?:\\A|/)[" + SHAPING + "]"),
            pattern("\\A\\.[^/]*/"),
            pattern("(?:\\A|/)(?:con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])" + SPACES + "(?:\\.[^/]*)?"
                    + END));

    private ReferenceRules() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    static boolean allowPath(String path) {
        if (bytes(path) > 1024
                || FORBIDDEN.stream().anyMatch(rule -> rule.matcher(path).find())) {
            return false;
        }
        List<String> segments = List.of(path.split("/"));
        return segments.size() <= 64
                && segments.stream().noneMatch(segment -> bytes(segment) > 255 || isShortName(segment));
    }

    /** {@code LONGNA~1.TXT}. */
    private static boolean isShortName(String segment) {
        String[] parts = segment.split("\\.", -1);
        int digits = parts[0].length() - parts[0].replaceAll("[0-9]+\\z", "").length();
        boolean numbered =
                digits > 0 && parts[0].length() > digits + 1 && parts[0].charAt(parts[0].length() - digits - 1) == '~';
        return numbered
                && parts[0].codePointCount(0, parts[0].length()) <= 8
                && (parts.length == 1 || (parts.length == 2 && parts[1].codePointCount(0, parts[1].length()) <= 3));
    }

    static boolean allowPart(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && (i == 0 || "._-".indexOf(c) < 0)) {
                return false;
            }
        }
        return !part.isEmpty()
                && part.length() <= 100
                && part.charAt(part.length() - 1) != '.'
                && !part.matches("(?i)cache|registry\\.json.*")
                && !part.matches("(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");
    }

    /** Too many for any rule, where there is no such UTF-8. */
    private static int bytes(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return encoded.remaining();
        } catch (CharacterCodingException e) {
            return Integer.MAX_VALUE;
        }
    }
}
