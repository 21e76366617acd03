// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "é 模型 😀", "a\\u{1b}b", "\"quoted\""})
    void whatIsSafeStaysAsItIs(String text) {
        assertThat(SafeText.of(text)).isEqualTo(text);
        assertThat(SafeText.quoted(text)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "10, a",
        "13, d",
        "27, 1b",
        "127, 7f",
        "133, 85",
        "155, 9b",
        "173, ad",
        "8206, 200e",
        "8232, 2028",
        "8233, 2029",
        "8238, 202e",
        "8294, 2066",
        "65279, feff",
        "55296, d800",
        "56320, dc00",
        "57344, e000",
        "917505, e0001"
    })
    void whatCouldActOnATerminalOrHideItselfIsEscaped(int character, String hex) {
        assertThat(SafeText.of("a" + Character.toString(character) + "b")).isEqualTo("a\\u{" + hex + "}b");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(SafeText.of("a".repeat(200))).isEqualTo("a".repeat(200));
        assertThat(SafeText.of("a".repeat(201))).isEqualTo("a".repeat(200) + "…");
        assertThat(SafeText.of("a".repeat(10_000_000))).isEqualTo("a".repeat(200) + "…");
    }

    @Test
    void aTextIsNotCutWithinACharacter() {
        assertThat(SafeText.of("a".repeat(199) + "😀😀")).isEqualTo("a".repeat(199) + "😀…");
    }
}
