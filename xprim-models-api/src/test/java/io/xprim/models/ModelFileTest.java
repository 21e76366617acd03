// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xprim.models.spi.SafeText;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("hostilePaths")
    void aPathThatCouldLeaveItsFolderOrNotBeMadeEverywhereIsRefused(String id, String shown, String path) {
        assertThatIllegalArgumentException()
                .as(id)
                .isThrownBy(() -> new ModelFile(path, 1))
                .satisfies(e -> assertThat(e.getMessage()).contains(shown).doesNotContainPattern("\\p{Cntrl}"));
    }

    static Stream<Arguments> hostilePaths() {
        return Stream.of(
                        hostile("M01", "../../x", "a/../../x", "a/..", "..", "a/../b", "../"),
                        hostile("M02", "/x/y", "/", "//x", "C:\\x", "C:x", "c:/x", "\\\\srv\\s\\x", "\\\\?\\C:\\x"),
                        hostile("M02", "~/.ssh/x", "~", "~root/x", "file:", "file:///etc/passwd", "https://h/x"),
                        hostile("M03", "..\\..\\x", "a\\b", "\\x", "a/b\\..\\c"),
                        hostile("M04", "a\0b", "a\nb", "a\rb", "a\tb", "\u001b[2J", "a\u007fb", "a\u0085b", "a\u009bb"),
                        hostile("M04", "a\ud800b", "a\udc00b", "\udc00\ud800", "a\u202eb", "a\u2066b", "a\u200eb"),
                        hostile("M04", "a\u2028b", "a\u2029b", "a\ufeffb", "a\u00adb", "a\udb40\udc01b"),
                        hostile("M05", "", ".", "./a", "a//b", "a/", "a/./b", "a/."),
                        hostile("M06", ".xprim/manifest.json", ".XPRIM/manifest.json", ".other/manifest.json"),
                        hostile("M06", ".xprim. /x", ".xprim/chunks", ".a/b/c", "...a/x", "XPRIM~1/manifest.json"),
                        hostile(
                                "M06",
                                "\u200c.xprim/x",
                                "\ufe0f.xprim/x",
                                "\udb40\udd00.x/y",
                                "a/\u200db",
                                "\u180bx",
                                "\u180fx",
                                "\ufe00x",
                                "\udb40\uddefx"),
                        hostile("M04", "a\u3164b", "\u115f", "a\u034fb", "a\u200bb", "a\u180eb"),
                        hostile(
                                "M08",
                                "LONGNA~1.TXT",
                                "a~1",
                                "a/b~12",
                                "a~b~2",
                                "abcdef~1",
                                "a~1.b",
                                "a/~b~1",
                                "a/~~1",
                                "a/~$RE~1.DOC"),
                        hostile(
                                "M08",
                                "CON",
                                "con",
                                "nul.txt",
                                "NUL.tar.gz",
                                "COM1",
                                "com9.x",
                                "LPT\u00b9",
                                "com\u00b2"),
                        hostile("M08", "aux.", "prn", "conin$", "CONOUT$.x", "a/nul/b", "a/Con", "nul .txt", "COM0"),
                        hostile("M08", "a.", "a ", "a./b", "a /b", "a/b.", "x::$DATA", "x:stream", "a:b"),
                        hostile("M08", "a*b", "a?b", "a\"b", "a<b", "a>b", "a|b"),
                        hostile("M09", "a".repeat(256), "x/" + "é".repeat(128), "b".repeat(257) + "/x"),
                        hostile(
                                "M09",
                                deep(65),
                                "a/".repeat(600) + "x",
                                ("a".repeat(205) + "/").repeat(5) + "x",
                                ("é".repeat(100) + "/").repeat(6) + "x"))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> hostile(String id, String... paths) {
        return Stream.of(paths).map(path -> Arguments.of(id, SafeText.quoted(path), path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "model.safetensors",
                "sub/config.json",
                "a/b/c/d",
                ".gitattributes",
                "a/.hidden/b",
                "a..b",
                "..a",
                "...a",
                "a b",
                " a",
                "a~",
                "a~1b",
                "abcdefg~1",
                "a~1.safetensors",
                "a~1.b.c",
                "1~2.tars",
                "\u2764\ufe0f.bin",
                "\u1820\u180b",
                "-rf",
                "é.txt",
                "模型/权重.bin",
                "😀.bin",
                "می\u200cخواهم",
                "console",
                "com",
                "com10",
                "lpt",
                "nulls.txt",
                "auxiliary/x",
                "a%2e%2e",
                "a'b",
                "a;b&c$d(e)[f]{g}!@#+,=^`"
            })
    void anOrdinaryPathIsTakenAsItIs(String path) {
        assertThat(new ModelFile(path, 0).path()).isEqualTo(path);
    }

    @Test
    void theLongestAndTheDeepestPathAreTaken() {
        assertThat(new ModelFile("a".repeat(255), 0).path()).hasSize(255);
        assertThat(new ModelFile("é".repeat(127), 0).path()).hasSize(127);
        assertThat(new ModelFile(deep(64), 0).path()).hasSize(127);
        String longest = ("a".repeat(204) + "/").repeat(4) + "b".repeat(204);
        assertThat(new ModelFile(longest, 0).path()).hasSize(1024);
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelFile(longest + "b", 0));
    }

    @Test
    void aDeviceIsRecognisedUnderATurkishLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThatIllegalArgumentException().isThrownBy(() -> new ModelFile("CONIN$", 0));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "M11: {0}")
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aNegativeSizeIsRefused(long size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelFile("a", size))
                .withMessageContaining(Long.toString(size));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void anySizeFromZeroIsTaken(long size) {
        assertThat(new ModelFile("a", size).size()).isEqualTo(size);
    }

    private static String deep(int segments) {
        return String.join("/", IntStream.range(0, segments).mapToObj(i -> "a").toList());
    }
}
