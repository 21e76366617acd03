// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a text into words as uncased BERT models were taught: in lower case, without accents, punctuation and Chinese characters apart. */
final class BertWords {
    /** The replacement character, controls, formats, private and unassigned code points. */
    private static final Pattern NOISE = Pattern.compile("\uFFFD|[\\p{C}&&[^\\t\\n\\r]]");

    private static final Pattern ACCENT = Pattern.compile("\\p{Mn}");
    private static final Pattern WHITE = Pattern.compile("[\\t\\n\\r\\p{Z}]+");

    /** What BERT takes for punctuation: Unicode's, and the symbols in ASCII. The blocks are those of its Chinese characters. */
    private static final Pattern WORD_BY_ITSELF = Pattern.compile("[\\p{P}$+<=>^`|~"
            + "\\x{4E00}-\\x{9FFF}\\x{3400}-\\x{4DBF}\\x{20000}-\\x{2A6DF}\\x{2A700}-\\x{2B73F}\\x{2B740}-\\x{2B81F}"
            + "\\x{2B820}-\\x{2CEAF}\\x{F900}-\\x{FAFF}\\x{2F800}-\\x{2FA1F}]");

    private BertWords() {}

    /** The words in their order. */
    static List<String> of(String text) {
        String clean = NOISE.matcher(text).replaceAll("");
        String plain =
                ACCENT.matcher(Normalizer.normalize(clean, Normalizer.Form.NFD)).replaceAll("");
        String apart = WORD_BY_ITSELF.matcher(lowerCase(plain)).replaceAll(" $0 ");
        return WHITE.splitAsStream(apart).filter(word -> !word.isEmpty()).toList();
    }

    /** Letter by letter: String's own looks at the neighbours of a sigma. */
    private static String lowerCase(String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
