// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.spi.SafeText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("hostileParts")
    void aPartThatIsMalformedOrReservedIsRefusedWhereverItStands(String id, String shown, String part) {
        for (List<String> parts : List.of(List.of(part, "m", "v"), List.of("g", part, "v"), List.of("g", "m", part))) {
            assertThatExceptionOfType(InvalidReferenceException.class)
                    .as(id)
                    .isThrownBy(() -> new ModelRef(parts.get(0), parts.get(1), parts.get(2)))
                    .satisfies(e -> assertThat(e.getMessage()).contains(shown).doesNotContainPattern("\\p{Cntrl}"));
        }
    }

    static Stream<Arguments> hostileParts() {
        return Stream.of(
                        hostile("M23", "..", ".", "a/b", "a\\b", ".x", "cache", "Cache", "CACHE"),
                        hostile("M23", "registry.json", "registry.json.lock", "Registry.JSON.tmp-1", "registry.jsonx"),
                        hostile("M23", "\u001b[2J", "a\u001b[2J", "a\0", "a\n", "m".repeat(1_000_000), "a b", "a:b"),
                        hostile(
                                "M24",
                                "",
                                "-rf",
                                "_x",
                                " a",
                                "a ",
                                "v/../..",
                                "é",
                                "a\u202eb",
                                "a@b",
                                "\uff41",
                                "\u0661"),
                        hostile("M24", "a".repeat(101), "a.", "a..", "x%2e"),
                        hostile("M08", "con", "NUL", "nul.txt", "com1", "LPT9", "aux", "prn.x"))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> hostile(String id, String... parts) {
        return Stream.of(parts).map(part -> Arguments.of(id, SafeText.quoted(part), part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "v1.0", "Llama-3.1_8B", "a..b", "1.0.0-rc.1", "cached", "registry", "console"})
    void anOrdinaryPartIsTaken(String part) {
        assertThat(new ModelRef(part, part, part).toString()).isEqualTo(part + "/" + part + " " + part);
    }

    @Test
    void aPartOfAHundredCharactersIsTaken() {
        assertThat(new ModelRef("g", "m", "v".repeat(100)).version()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"g/m:v", "g/m v"})
    void bothWaysToWriteAReferenceAreRead(String text) {
        assertThat(ModelRef.parse(text)).isEqualTo(new ModelRef("g", "m", "v"));
    }

    @ParameterizedTest(name = "M24: {0}")
    @MethodSource("malformedReferences")
    void whatIsNoReferenceIsRefused(String shown, String text) {
        assertThatExceptionOfType(InvalidReferenceException.class)
                .isThrownBy(() -> ModelRef.parse(text))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    static Stream<Arguments> malformedReferences() {
        return Stream.of(
                        "",
                        " ",
                        "a",
                        "a/b",
                        "a b",
                        "a:b",
                        "a:b/c",
                        "a b/c",
                        "a/b/c:v",
                        "a/b/c v",
                        "a/b:",
                        "a/b ",
                        "a/:v",
                        "/b:v",
                        "../x/y v",
                        "a/b ..",
                        "a/b v/../..",
                        "-rf/x v",
                        "a/b:v:w",
                        "a/b  v",
                        "a/b\tv",
                        "a/b\0v",
                        " a/b v",
                        "a/b v ",
                        "a/b v:w",
                        "../../x ../../x",
                        "a/\u001b[2J:v",
                        "https://h/a/b:v")
                .map(text -> Arguments.of(SafeText.quoted(text), text));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        ModelRef ref = new ModelRef("g.x", "m-y", "1_0");
        assertThat(ModelRef.parse(ref.toString())).isEqualTo(ref);
    }

    @Test
    void referencesAreOrderedByGroupThenModelThenVersion() {
        List<ModelRef> sorted = Stream.of("b/a:1", "a/b:2", "a/b:10", "a/a:3")
                .map(ModelRef::parse)
                .sorted()
                .toList();
        assertThat(sorted).map(ModelRef::toString).containsExactly("a/a 3", "a/b 10", "a/b 2", "b/a 1");
    }

    @Test
    void anotherVersionOfTheSameModelIsChecked() {
        ModelRef ref = ModelRef.parse("g/m:v");
        assertThat(ref.withVersion("w")).isEqualTo(ModelRef.parse("g/m:w"));
        assertThatExceptionOfType(InvalidReferenceException.class).isThrownBy(() -> ref.withVersion(".."));
    }
}
