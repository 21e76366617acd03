// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the vocabulary of the real model. */
final class WordPieceTokenizerTest {
    @TempDir
    private Path folder;

    /** The numbers are what the Hugging Face tokenizers 0.23 give for the same file. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The cat sleeps on the warm windowsill. | 101 1996 4937 25126 2006 1996 4010 3645 8591 1012 102
            Überraschung! It costs $3.50, naïvely. | 101 19169 8180 20760 3070 999 2009 5366 1002 1017 1012 2753 1010 15743 2135 1012 102
            東京 is Tokyo;\u200b ΣΟΦΟΣ\u0000 ok       | 101 1879 1755 2003 5522 1025 1173 29730 29736 29730 29733 7929 102
            ☃ unwinnable🙂 İstanbul Ǆ a`b^c x\u00a0y | 101 100 100 9960 100 1037 1036 1038 1034 1039 1060 1061 102
            e\u0301te\u0301 ﬁne ½ “quote”—dash        | 101 3802 2063 1984 2638 1092 1523 14686 1524 1517 11454 102
            """)
    void tokensAreThoseOfTheTokenizersThatTheModelWasMadeWith(String sentence, String ids) throws IOException {
        ModelInJar.unpack(folder);
        WordPieceTokenizer tokenizer = new WordPieceTokenizer(VocabularyFile.read(folder.resolve("tokenizer.json")));

        assertThat(tokenizer.ids(sentence)).containsExactly(numbers(ids));
    }

    @Test
    void aFileWithoutAVocabularyIsRefusedByName() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, "{\"model\": {\"type\": \"BPE\"}}", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> VocabularyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("vocab");
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
