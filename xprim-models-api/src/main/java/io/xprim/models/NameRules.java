// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one judge of names that come from outside: the parts of a reference and the paths of a model's files. The rules of POSIX and of
 * Windows hold on every platform, so that a model that installs somewhere installs everywhere. Each method answers with what is wrong,
 * or with nothing.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming files (Windows)</a>
 */
final class NameRules {
    static final int LONGEST_SEGMENT_BYTES = 255;
    static final int LONGEST_PATH_BYTES = 1024;
    static final int DEEPEST_PATH = 64;

    private static final Pattern REFERENCE_PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");
    private static final String NUMBERS_OF_DEVICES = "0123456789¹²³";
    /** Eight characters of which the last are a tilde and a number, and an extension of three: what Windows calls a longer name as well. */
    private static final Pattern SHORT_NAME = Pattern.compile("(?=[^.]{1,8}(?:\\.|$))[^.]+~[0-9]+(?:\\.[^.]{1,3})?");

    private static final String FORBIDDEN_ON_WINDOWS = "\\:*?\"<>|";
    /** Letters and marks that show as nothing: the grapheme joiner, the fillers of Hangul, two vowels of Khmer. */
    private static final String BLANK = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    private NameRules() {}

    static Optional<String> problemOfReferencePart(String part) {
        if (!REFERENCE_PART.matcher(part).matches()) {
            return Optional.of(
                    "must be 1 to 100 letters, digits, dots, underscores and hyphens, the first a letter or a digit");
        }
        if (part.endsWith(".")) {
            return Optional.of("must not end with a dot");
        }
        String lower = part.toLowerCase(Locale.ROOT);
        if (lower.equals("cache") || lower.startsWith("registry.json")) {
            return Optional.of("is reserved for the store itself");
        }
        return isDevice(lower) ? Optional.of("is the name of a device on Windows") : Optional.empty();
    }

    static Optional<String> problemOfPath(String path) {
        if (path.isEmpty()) {
            return Optional.of("is empty");
        }
        if (path.length() > LONGEST_PATH_BYTES) {
            return Optional.of("is longer than " + LONGEST_PATH_BYTES + " bytes");
        }
        Optional<String> problem = problemOfCharacters(path);
        if (problem.isPresent()) {
            return problem;
        }
        if (isLonger(path, LONGEST_PATH_BYTES)) {
            return Optional.of("is longer than " + LONGEST_PATH_BYTES + " bytes");
        }
        if (path.startsWith("~")) {
            return Optional.of("begins with '~', which shells take for a home directory");
        }
        String[] segments = path.split("/", -1);
        if (segments.length > DEEPEST_PATH) {
            return Optional.of("is more than " + DEEPEST_PATH + " folders deep");
        }
        if (segments.length > 1
                && segments[0].startsWith(".")
                && !segments[0].equals(".")
                && !segments[0].equals("..")) {
            return Optional.of(
                    "lies in a top-level folder whose name begins with a dot; those are the applications' own");
        }
        for (String segment : segments) {
            problem = problemOfSegment(segment);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemOfSegment(String segment) {
        if (segment.isEmpty()) {
            return Optional.of("is absolute, ends with '/' or has an empty segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("has a segment '" + segment + "'");
        }
        if (isShaping(segment.codePointAt(0))) {
            return Optional.of("has a segment that begins with an invisible character");
        }
        if (segment.endsWith(".") || segment.endsWith(" ")) {
            return Optional.of("has a segment that ends with a dot or a space, which Windows drops");
        }
        if (isLonger(segment, LONGEST_SEGMENT_BYTES)) {
            return Optional.of("has a segment longer than " + LONGEST_SEGMENT_BYTES + " bytes");
        }
        if (segment.indexOf('~', 1) > 0 && SHORT_NAME.matcher(segment).matches()) {
            return Optional.of("has a segment of the form that Windows gives to second, short names of files");
        }
        return isDevice(segment.toLowerCase(Locale.ROOT))
                ? Optional.of("has a segment that is the name of a device on Windows")
                : Optional.empty();
    }

    private static Optional<String> problemOfCharacters(String path) {
        for (int i = 0; i < path.length(); ) {
            int c = path.codePointAt(i);
            Optional<String> problem = problemOfCharacter(c);
            if (problem.isPresent()) {
                return problem;
            }
            i += Character.charCount(c);
        }
        return Optional.empty();
    }

    private static Optional<String> problemOfCharacter(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> Optional.of("has a control character");
            case Character.SURROGATE -> Optional.of("has half of a surrogate pair");
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Optional.of("has a line separator");
            case Character.FORMAT -> isShaping(c) ? Optional.empty() : Optional.of("has an invisible character");
            default -> problemOfVisible(c);
        };
    }

    private static Optional<String> problemOfVisible(int c) {
        if (c >= 0x80 && BLANK.indexOf(c) >= 0) {
            return Optional.of("has an invisible character");
        }
        return FORBIDDEN_ON_WINDOWS.indexOf(c) < 0
                ? Optional.empty()
                : Optional.of("has '" + Character.toString(c) + "', which Windows forbids in names");
    }

    /**
     * Zero-width joiner and non-joiner, and the variation selectors: several scripts are misspelt without them, and so are emoji. Some file
     * systems do not see them at all, so none may stand where it could hide what a segment begins with.
     */
    private static boolean isShaping(int c) {
        return c == 0x200C
                || c == 0x200D
                || (c >= 0x180B && c <= 0x180F && c != 0x180E)
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    /** Three bytes of UTF-8 a character are the most, so that hardly a text has to be encoded. */
    private static boolean isLonger(String text, int bytes) {
        return 3 * text.length() > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    /** Windows takes {@code nul}, {@code nul.txt} and {@code nul .txt} for the device. */
    private static boolean isDevice(String lowerCase) {
        int dot = lowerCase.indexOf('.');
        String stem = (dot < 0 ? lowerCase : lowerCase.substring(0, dot)).stripTrailing();
        return DEVICES.contains(stem) || isNumberedDevice(stem);
    }

    private static boolean isNumberedDevice(String stem) {
        return stem.length() == 4
                && (stem.startsWith("com") || stem.startsWith("lpt"))
                && NUMBERS_OF_DEVICES.indexOf(stem.charAt(3)) >= 0;
    }
}
