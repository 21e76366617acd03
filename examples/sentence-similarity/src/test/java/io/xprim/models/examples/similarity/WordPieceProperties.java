// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every vocabulary. Few letters, one of them outside the basic plane, make that pieces are often found. */
final class WordPieceProperties {
    private static final List<String> SPECIAL = List.of("[CLS]", "[SEP]", "[UNK]");
    private static final int LETTER_A = 'a';
    private static final int LETTER_B = 'b';
    private static final int GOTHIC_AHSA = 0x10330;

    @Property
    void thePiecesOfAWordJoinedAreTheWord(
            @ForAll("words") String word, @ForAll("vocabularies") Set<String> vocabulary) {
        List<String> pieces = tokenizer(vocabulary).pieces(word);

        assertThat(pieces.equals(List.of("[UNK]")) || joined(pieces).equals(word))
                .as(pieces.toString())
                .isTrue();
    }

    @Property
    void everyPieceIsTheLongestThatTheVocabularyHasForWhatIsLeft(
            @ForAll("words") String word, @ForAll("vocabularies") Set<String> vocabulary) {
        String left = word;
        for (String piece : tokenizer(vocabulary).pieces(word)) {
            String prefix = left.equals(word) ? "" : "##";
            String rest = left;
            List<String> longer = vocabulary.stream()
                    .filter(token -> token.startsWith(prefix) && token.startsWith("##") == !prefix.isEmpty())
                    .map(token -> token.substring(prefix.length()))
                    .filter(token -> rest.startsWith(token)
                            && token.length() > joined(List.of(piece)).length())
                    .toList();
            if (piece.equals("[UNK]")) {
                return;
            }
            assertThat(longer).isEmpty();
            left = left.substring(joined(List.of(piece)).length());
        }
    }

    @Property
    void aWordIsNeverUnknownWhereEveryLetterIsAPiece(
            @ForAll("words") String word, @ForAll("vocabularies") Set<String> vocabulary) {
        Set<String> withLetters = new HashSet<>(vocabulary);
        word.codePoints()
                .mapToObj(Character::toString)
                .forEach(letter -> withLetters.addAll(List.of(letter, "##" + letter)));

        assertThat(tokenizer(withLetters).pieces(word)).doesNotContain("[UNK]");
    }

    @Property
    void aSentenceOfAnyLengthFitsIntoTheModel(@ForAll String sentence, @ForAll("vocabularies") Set<String> vocabulary) {
        long[] ids = tokenizer(vocabulary).ids(sentence.repeat(WordPieceTokenizer.LONGEST_INPUT));

        assertThat(ids)
                .hasSizeBetween(2, WordPieceTokenizer.LONGEST_INPUT)
                .startsWith(0)
                .endsWith(1);
    }

    @Property
    void wordsHaveNeitherWhiteSpaceNorPunctuationInside(@ForAll String text) {
        assertThat(BertWords.of(text))
                .allSatisfy(
                        word -> assertThat(word).doesNotContainPattern("\\s").isNotEmpty())
                .allSatisfy(word -> assertThat(
                                word.codePointCount(0, word.length()) == 1 || !word.matches("(?s).*\\p{P}.*"))
                        .as(word)
                        .isTrue());
    }

    @Provide
    static Arbitrary<String> words() {
        return letters().list().ofMinSize(1).ofMaxSize(12).map(letters -> String.join("", letters));
    }

    @Provide
    static Arbitrary<Set<String>> vocabularies() {
        Arbitrary<String> piece = letters().list().ofMinSize(1).ofMaxSize(3).map(letters -> String.join("", letters));
        return Arbitraries.oneOf(piece, piece.map(text -> "##" + text)).set().ofMaxSize(20);
    }

    private static Arbitrary<String> letters() {
        return Arbitraries.of(LETTER_A, LETTER_B, GOTHIC_AHSA).map(Character::toString);
    }

    private static WordPieceTokenizer tokenizer(Set<String> pieces) {
        Map<String, Integer> vocabulary = new HashMap<>();
        SPECIAL.forEach(token -> vocabulary.put(token, vocabulary.size()));
        pieces.forEach(token -> vocabulary.put(token, vocabulary.size()));
        return new WordPieceTokenizer(vocabulary);
    }

    private static String joined(List<String> pieces) {
        return String.join("", pieces).replace("##", "");
    }
}
