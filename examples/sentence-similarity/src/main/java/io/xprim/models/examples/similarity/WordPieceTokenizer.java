// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * WordPiece, the tokenizer of BERT models: each word is cut into the longest pieces that the vocabulary has, from its start; a piece that
 * does not begin a word is marked {@code ##}. Immutable.
 */
final class WordPieceTokenizer {
    /** How many tokens the model was taught to take, its marks of start and end included. */
    static final int LONGEST_INPUT = 128;

    /** In code points; a longer word is unknown. */
    static final int LONGEST_WORD = 100;

    private static final String START = "[CLS]";
    private static final String END = "[SEP]";
    private static final String UNKNOWN = "[UNK]";
    private static final String CONTINUED = "##";

    private final Map<String, Integer> vocabulary;

    /**
     * Takes a vocabulary.
     *
     * @throws IllegalArgumentException if it lacks one of the special tokens
     */
    WordPieceTokenizer(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        for (String special : List.of(START, END, UNKNOWN)) {
            if (!vocabulary.containsKey(special)) {
                throw new IllegalArgumentException("the vocabulary has no " + special);
            }
        }
    }

    /** The numbers of a sentence's tokens, with the marks of start and end; never more than the model takes. */
    long[] ids(String sentence) {
        List<String> pieces = BertWords.of(sentence).stream()
                .flatMap(word -> pieces(word).stream())
                .toList();
        LongStream inner = pieces.stream().limit(LONGEST_INPUT - 2).mapToLong(this::id);
        return LongStream.concat(LongStream.concat(LongStream.of(id(START)), inner), LongStream.of(id(END)))
                .toArray();
    }

    /** The pieces of a word, or the token for the unknown alone if it cannot be cut into pieces that there are. */
    List<String> pieces(String word) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            return List.of(UNKNOWN);
        }
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < word.length(); ) {
            int end = longestPieceEnd(word, start);
            if (end == start) {
                return List.of(UNKNOWN);
            }
            pieces.add(marked(word, start, end));
            start = end;
        }
        return pieces;
    }

    private int longestPieceEnd(String word, int start) {
        int end = word.length();
        while (end > start && !vocabulary.containsKey(marked(word, start, end))) {
            end = word.offsetByCodePoints(end, -1);
        }
        return end;
    }

    private static String marked(String word, int start, int end) {
        String piece = word.substring(start, end);
        return start == 0 ? piece : CONTINUED + piece;
    }

    private long id(String token) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalStateException("not in the vocabulary: " + token);
        }
        return id;
    }
}
