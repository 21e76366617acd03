// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Limits;
import io.xprim.models.ModelRef;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every document, tried on registry.json, which is kept whole, and on the index. */
@Timeout(60)
class StrictJsonTest {
    @ParameterizedTest(name = "M20: {0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{} x",
                "{}{}",
                "{},",
                "{}]",
                "{} //",
                "\uFEFF{}",
                "{\"a\":NaN}",
                "{\"\\u\u0661\u066124\":{}}",
                "{\"a\":\"\\u00e\uff19\"}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":1}// c",
                "/* c */{}",
                "{# c\n}",
                "{\"a\":/**/1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":0x1}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"b}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"g\":{\"m\":{\"v\":{\"hash\":\"a\",\"hash\":\"b\"}}}}",
                "{\"g\":[{\"x\":{\"y\":1,\"y\":2}}]}",
                "[]",
                "null",
                "1",
                "\"a\"",
                "true",
                "{\"a\":undefined}",
                "{\"a\":1;}"
            })
    void whatIsNoStrictJsonObjectIsRefused(String document) {
        assertRefused(document.getBytes(UTF_8));
    }

    @ParameterizedTest(name = "M20: {0}")
    @MethodSource("otherEncodings")
    void anythingButUtf8IsRefused(String encoding, byte[] document) {
        assertRefused(document);
    }

    static Stream<Arguments> otherEncodings() {
        return Stream.of(
                Arguments.of("UTF-16 with a mark", encoded(UTF_16)),
                Arguments.of("UTF-16BE", encoded(UTF_16BE)),
                Arguments.of("UTF-16LE", encoded(UTF_16LE)),
                Arguments.of("UTF-32BE", encoded(Charset.forName("UTF-32BE"))),
                Arguments.of("UTF-32LE", encoded(Charset.forName("UTF-32LE"))),
                Arguments.of("Latin 1", "{\"a\":\"é\"}".getBytes(ISO_8859_1)),
                Arguments.of("overlong slash", string("c0af")),
                Arguments.of("overlong slash, three bytes", string("e080af")),
                Arguments.of("overlong NUL", string("c080")),
                Arguments.of("a surrogate in UTF-8", string("eda080")),
                Arguments.of("a surrogate pair in UTF-8", string("eda0bdedb880")),
                Arguments.of("beyond U+10FFFF", string("f4908080")),
                Arguments.of("a sequence cut short", string("e6a8")),
                Arguments.of("a stray continuation byte", string("80")));
    }

    @ParameterizedTest(name = "M04: {0}")
    @ValueSource(
            strings = {
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"\\ud800x\"}",
                "{\"a\":[\"\\ud800\"]}",
                "{\"\\ud800\":1}",
                "{\"g\":{\"m\":{\"v\":{\"x\":\"\\udbff\"}}}}"
            })
    void halfOfASurrogatePairIsRefusedBecauseItCouldNotBeWrittenAgain(String document) {
        byte[] entry = ("{\"g\":{\"m\":{\"v\":" + document + "}}}").getBytes(UTF_8);
        assertRefused(entry);
    }

    @ParameterizedTest(name = "M21: {0}")
    @MethodSource("huge")
    @Tag("M21")
    void whatNestsTooDeepOrNamesTooLongIsRefused(String what, byte[] document) {
        assertRefused(document);
    }

    static Stream<Arguments> huge() {
        int depth = 100_000;
        return Stream.of(
                Arguments.of("arrays", ("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(UTF_8)),
                Arguments.of("objects", ("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(UTF_8)),
                Arguments.of("arrays, never closed", ("{\"a\":" + "[".repeat(depth)).getBytes(UTF_8)),
                Arguments.of("a name of a megabyte", ("{\"" + "a".repeat(1 << 20) + "\":1}").getBytes(UTF_8)),
                Arguments.of(
                        "a string of 16 MiB",
                        ("{\"g\":{\"m\":{\"v\":{\"x\":\"" + "b".repeat(16 << 20) + "\"}}}}").getBytes(UTF_8)),
                Arguments.of("a number of a megabyte", ("{\"a\":" + "1".repeat(1 << 20) + "}").getBytes(UTF_8)));
    }

    @Test
    @Tag("M21")
    void whatNestsTooDeepIsRefusedAlsoWhereItIsSkipped() {
        byte[] manifest = ("{\"ignored\":" + "[".repeat(100_000) + "]".repeat(100_000)
                        + ",\"total_size\":0,\"chunk_size\":1,\"chunks\":[],\"files\":[]}")
                .getBytes(UTF_8);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ManifestCodec.read(manifest, Limits.defaults()));
    }

    @ParameterizedTest(name = "M21: {0}")
    @ValueSource(strings = {"{\"%s\":[]}", "{\"a\":[{\"%s\":0}]}", "{\"g\":{\"m\":{\"v\":{\"metadata\":{\"%s\":0}}}}}"})
    @Tag("M21")
    void namesThatAreTooManyToBeHeldAreRefusedAsSoonAsTheyAre(String document) throws FormatException {
        Limits limits = Limits.builder().heldBytes(2000).build();
        byte[] few = document.formatted("a").getBytes(UTF_8);
        byte[] many = document.formatted(
                        IntStream.range(0, 30).mapToObj(i -> "n" + i).collect(Collectors.joining("\":0,\"")))
                .getBytes(UTF_8);
        IndexCodec.read(new ByteArrayInputStream(few), IndexSelection.all(), limits);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> IndexCodec.read(new ByteArrayInputStream(many), IndexSelection.all(), limits))
                .withMessageContaining("2000");
    }

    @Test
    @Tag("M21")
    void namesOfObjectsThatAreClosedAreNotHeld() throws FormatException {
        Limits limits = Limits.builder().heldBytes(2000).build();
        byte[] document = ("{\"a\":[" + "{\"n\":{\"m\":0}},".repeat(1000) + "0]}").getBytes(UTF_8);
        RegistryIndex index = IndexCodec.read(
                new ByteArrayInputStream(document), IndexSelection.modelOf(new ModelRef("g", "m", "v")), limits);
        assertThat(index.problems()).isEmpty();
    }

    @Test
    void aNumberBeyondEveryRangeIsKeptOrRefusedButNoOtherFailure() throws FormatException {
        byte[] big = "{\"a\":123456789012345678901234567890}".getBytes(UTF_8);
        assertThat(StoreIndex.read(big).toBytes()).asString(UTF_8).contains("123456789012345678901234567890");
        assertRefused("{\"g\":{\"m\":{\"v\":{\"a\":1e99999999999}}}}".getBytes(UTF_8));
    }

    @Test
    void theMessageSaysWhereAndHasNoControlCharacters() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StoreIndex.read("{\n\"a\":\u001b[2J}".getBytes(UTF_8)))
                .withMessageContaining("line 2")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    private static void assertRefused(byte[] document) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StoreIndex.read(document))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> IndexCodec.read(document));
    }

    private static byte[] encoded(Charset charset) {
        return "{\"a\":\"b\"}".getBytes(charset);
    }

    private static byte[] string(String hexOfContent) {
        return HexFormat.of().parseHex("7b2261223a22" + hexOfContent + "227d");
    }
}
