// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestCodecTest {
    private static final String A = '"' + "a".repeat(64) + '"';
    private static final String B = '"' + "b".repeat(64) + '"';

    @Test
    void aManifestIsReadWhateverTheOrderOfItsMembers() throws FormatException {
        Manifest manifest = read("{\"files\":[{\"size\":12,\"path\":\"x/y\"},{\"path\":\"z\",\"size\":1}],\"chunks\":["
                + A + "," + B + "],\"chunk_size\":8,\"total_size\":13}");
        assertThat(manifest.files()).containsExactly(new ModelFile("x/y", 12), new ModelFile("z", 1));
        assertThat(manifest.totalSize()).isEqualTo(13);
        assertThat(manifest.chunks().count()).isEqualTo(2);
        assertThat(manifest.chunks().size(0)).isEqualTo(8);
        assertThat(manifest.chunks().size(1)).isEqualTo(5);
        assertThat(manifest.chunks().digest(1).hex()).isEqualTo("b".repeat(64));
    }

    @Test
    void chunksMayHaveSizesOfTheirOwn() throws FormatException {
        Manifest manifest = read(manifest("13", "10", "[" + A + "," + B + "]", "[3,10]", file("x", "13")));
        assertThat(manifest.chunks().size(0)).isEqualTo(3);
        assertThat(manifest.chunks().size(1)).isEqualTo(10);
        assertThat(manifest.chunks().offset(1)).isEqualTo(3);
    }

    @ParameterizedTest(name = "M07: {0}")
    @ValueSource(
            strings = {
                "a|a",
                "a|a/b",
                "a/b|a",
                "A|a",
                "a/x|A/y",
                "a/B|a/b",
                "é|e\u0301",
                "É/x|e\u0301/y",
                "straße|STRASSE",
                "ς|Σ",
                "a/b/c|a/b",
                "a/b|a/b/c",
                "ﬁ|FI",
                "x|y|z/a|Z",
                "\u01c4|\u01c5",
                "i\u0307|İ"
            })
    void pathsThatCannotStandSideBySideAreRefused(String paths) {
        String[] names = paths.split("\\|", -1);
        String files =
                String.join(",", Stream.of(names).map(name -> file(name, "0")).toList());
        assertMalformed(manifest("0", "1", "[]", files));
    }

    @Test
    void pathsThatDifferStandSideBySide() throws FormatException {
        String files = String.join(
                ",",
                Stream.of("a/b", "a/c", "ab", "a-b", "b/a/b", "a/d/e", "e", "é")
                        .map(name -> file(name, "0"))
                        .toList());
        assertThat(read(manifest("0", "1", "[]", files)).files()).hasSize(8);
    }

    @ParameterizedTest(name = "M10: {0}")
    @ValueSource(
            strings = {
                "\"../../etc/passwd\"",
                "\"\"",
                "null",
                "1",
                "[]",
                "{}",
                "true",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
                "\"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
                "\"\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\""
            })
    void aChunkThatIsNoDigestIsRefused(String chunk) {
        assertMalformed(manifest("1", "1", "[" + chunk + "]", file("x", "1")));
    }

    @ParameterizedTest(name = "M11: {0}")
    @ValueSource(
            strings = {
                "-1",
                "-0",
                "1.0",
                "1.5",
                "1e0",
                "1e3",
                "1E0",
                "\"1\"",
                "9223372036854775808",
                "18446744073709551616",
                "null",
                "true",
                "[]",
                "{}",
                "01",
                "100000000000000000000000000000000000000000"
            })
    void aSizeThatIsNoWholeNumberIsRefusedWhereverItStands(String size) {
        assertMalformed(manifest("1", "1", "[" + A + "]", file("x", size)));
        assertMalformed(manifest(size, "1", "[" + A + "]", file("x", "1")));
        assertMalformed(manifest("1", size, "[" + A + "]", file("x", "1")));
        assertMalformed(manifest("1", "1", "[" + A + "]", "[" + size + "]", file("x", "1")));
    }

    @ParameterizedTest(name = "M11: {0} is missing")
    @ValueSource(strings = {"total_size", "chunk_size", "chunks", "files", "path", "size"})
    void nothingMayBeMissing(String member) {
        String whole = manifest("1", "1", "[" + A + "]", file("x", "1"));
        assertMalformed(whole.replace('"' + member + '"', "\"_" + member + '"'));
    }

    @ParameterizedTest(name = "M12: {0}")
    @ValueSource(
            strings = {
                "2|1",
                "0|1",
                "1,1|1",
                "1,1|3",
                "9223372036854775807,9223372036854775807|1",
                "9223372036854775807,1|1",
                "9223372036854775807,9223372036854775807,3|1"
            })
    void filesThatDoNotSumToTheTotalAreRefusedAsSizes(String sizesAndTotal) {
        String[] parts = sizesAndTotal.split("\\|", -1);
        String[] sizes = parts[0].split(",", -1);
        String files = String.join(
                ",",
                IntStream.range(0, sizes.length)
                        .mapToObj(i -> file("f" + i, sizes[i]))
                        .toList());
        assertWrongSizes(manifest(parts[1], parts[1], "[" + A + "]", files));
    }

    @ParameterizedTest(name = "M13: total {0}, chunk size {1}, {2} chunks")
    @MethodSource("impossibleChunkSizes")
    void aChunkSizeThatDoesNotMakeThatManyChunksIsRefused(String total, String chunkSize, int count) {
        assertMalformed(manifest(total, chunkSize, chunks(count), file("x", total)));
    }

    static Stream<Arguments> impossibleChunkSizes() {
        return Stream.of(
                Arguments.of("10", "0", 1),
                Arguments.of("0", "0", 0),
                Arguments.of("10", "-1", 1),
                Arguments.of("10", "4611686018427387904", 1),
                Arguments.of("10", "9223372036854775807", 1),
                Arguments.of("10", "5", 1),
                Arguments.of("10", "5", 3),
                Arguments.of("11", "5", 2),
                Arguments.of("10", "10", 0),
                Arguments.of("0", "10", 1),
                Arguments.of("9223372036854775807", "1", 2),
                Arguments.of("9223372036854775807", "2147483648", 2));
    }

    @ParameterizedTest(name = "M13: chunk sizes {0}")
    @ValueSource(strings = {"[]", "[10]", "[5,5,0]", "[3,3,4]", "[0,10]", "[6,4]"})
    void chunkSizesThatCannotBeAreRefused(String sizes) {
        assertMalformed(manifest("10", "5", chunks(2), sizes, file("x", "10")));
    }

    @ParameterizedTest(name = "M13: chunk sizes {0}")
    @ValueSource(strings = {"[5,4]", "[1,1]", "[9,9]", "[9223372036854775807,9223372036854775807]"})
    void chunkSizesThatDoNotSumToTheTotalAreRefused(String sizes) {
        String largest = sizes.contains("922") ? "9223372036854775807" : "9";
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(manifest("10", largest, chunks(2), sizes, file("x", "10"))));
    }

    @Test
    void wrongSumsOfChunkSizesAreToldFromOtherFaults() {
        assertWrongSizes(manifest("10", "9", chunks(2), "[5,4]", file("x", "10")));
        assertWrongSizes(manifest("10", "9", chunks(2), "[9,9]", file("x", "10")));
    }

    @Test
    void theSumsOfWrongSizesAreTold() {
        assertThatExceptionOfType(FormatException.Sizes.class)
                .isThrownBy(() -> read(manifest("3", "3", chunks(1), file("x", "1"))))
                .withMessageContaining("have 1 bytes, not total_size, 3");
    }

    @Test
    void asManyChunkSizesAsThereAreChunksAreRead() throws FormatException {
        String sizes = "[" + String.join(",", Collections.nCopies(100, "1")) + "]";
        Manifest manifest = read(manifest("100", "1", chunks(100), sizes, file("x", "100")));
        assertThat(manifest.chunks().count()).isEqualTo(100);
        assertThat(manifest.chunks().offset(99)).isEqualTo(99);
    }

    @Test
    void aChunkMayHaveATebibyteAndNoByteMore() throws FormatException {
        assertThat(read(manifest("1", "1099511627776", chunks(1), file("x", "1")))
                        .totalSize())
                .isEqualTo(1);
        assertMalformed(manifest("1", "1099511627777", chunks(1), file("x", "1")));
    }

    @Test
    void aFileIsFoundThatSomeFileSystemTakesForAName() throws FormatException {
        Manifest manifest = read(manifest("0", "1", "[]", file("a", "0") + "," + file(".Te\ufe0fst", "0")));
        assertThat(manifest.findTakenFor(".test")).contains(new ModelFile(".Te\ufe0fst", 0));
        assertThat(manifest.findTakenFor(".rest")).isEmpty();
    }

    @Test
    void m15AModelMayBeEmptyOrHaveEmptyFiles() throws FormatException {
        assertThat(read(manifest("0", "10", "[]", file("x", "0"))).files()).containsExactly(new ModelFile("x", 0));
        assertThat(read(manifest("2", "10", chunks(1), file("a", "1") + "," + file("b", "0") + "," + file("c", "1")))
                        .files())
                .hasSize(3);
    }

    @Test
    void m16TheSameChunkMayBeRepeated() throws FormatException {
        ChunkList chunks = read(manifest("4", "1", "[" + A + "," + B + "," + A + "," + A + "]", file("x", "4")))
                .chunks();
        assertThat(chunks.sameDigest(0, 2)).isTrue();
        assertThat(chunks.sameDigest(0, 1)).isFalse();
    }

    @Test
    void m17ChunksWithoutFilesAndFilesWithoutChunksAreRefused() {
        assertWrongSizes(manifest("1", "1", chunks(1), ""));
        assertMalformed(manifest("1", "1", "[]", file("x", "1")));
    }

    @Test
    void m22UnknownMembersAreIgnoredAnywhere() throws FormatException {
        Manifest manifest = read("{\"new\":{\"a\":[1,{\"b\":null}]},\"total_size\":1,\"chunk_size\":1,\"chunks\":[" + A
                + "],\"files\":[{\"path\":\"x\",\"mode\":[7],\"size\":1,\"sha\":{\"x\":1.5}}],\"$schema\":\"s\"}");
        assertThat(manifest.files()).containsExactly(new ModelFile("x", 1));
    }

    @Test
    @Tag("M26")
    void m26AsManyFilesAndChunksAsTheLimitsAllowAreReadAndNotOneMore() throws FormatException {
        Limits limits = Limits.builder().files(3).chunks(3).build();
        assertThat(read(manifest("3", "1", chunks(3), files(3)), limits).files())
                .hasSize(3);
        assertBeyond("3 files", manifest("4", "2", chunks(2), files(4)), limits);
        assertBeyond("3 chunks", manifest("4", "1", chunks(4), file("x", "4")), limits);
        assertBeyond("3 chunk sizes", manifest("4", "2", chunks(2), "[1,1,1,1]", file("x", "4")), limits);
    }

    @Test
    void aHostilePathIsNamedWithoutItsControlCharacters() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(manifest("0", "1", "[]", file("\\u001b[2J", "0"))))
                .withMessageContaining("\\u{1b}[2J")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "null", "1", "\"x\"", "{}", "{\"total_size\":{}}", "{\"chunks\":{}}", "{\"files\":{}}"})
    void whatIsNoManifestIsRefused(String document) {
        assertMalformed(document);
    }

    @Test
    @Tag("M26")
    void foldersAreAsManyAsFilesMayBeAndNotOneMore() throws FormatException {
        Limits limits = Limits.builder().files(3).build();
        String three = file("a/b/c/x", "0") + "," + file("a/b/y", "0");
        assertThat(read(manifest("0", "1", "[]", three), limits).files()).hasSize(2);
        assertBeyond("3 folders", manifest("0", "1", "[]", three.replace("a/b/y", "d/y")), limits);
    }

    private static void assertBeyond(String limit, String document, Limits limits) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(document, limits))
                .withMessageContaining("more than " + limit);
    }

    private static void assertMalformed(String document) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(document))
                .isNotInstanceOf(FormatException.Sizes.class);
    }

    private static void assertWrongSizes(String document) {
        assertThatExceptionOfType(FormatException.Sizes.class).isThrownBy(() -> read(document));
    }

    private static Manifest read(String document) throws FormatException {
        return read(document, Limits.defaults());
    }

    private static Manifest read(String document, Limits limits) throws FormatException {
        return ManifestCodec.read(document.getBytes(UTF_8), limits);
    }

    private static String chunks(int count) {
        return "[" + String.join(",", Collections.nCopies(count, A)) + "]";
    }

    private static String files(int count) {
        return String.join(
                ",", IntStream.range(0, count).mapToObj(i -> file("f" + i, "1")).toList());
    }

    private static String file(String path, String size) {
        return "{\"path\":\"" + path + "\",\"size\":" + size + "}";
    }

    private static String manifest(String total, String chunkSize, String chunks, String files) {
        return "{\"total_size\":" + total + ",\"chunk_size\":" + chunkSize + ",\"chunks\":" + chunks + ",\"files\":["
                + files + "]}";
    }

    private static String manifest(String total, String chunkSize, String chunks, String chunkSizes, String files) {
        return manifest(total, chunkSize, chunks, files)
                .replace(",\"files\"", ",\"chunk_sizes\":" + chunkSizes + ",\"files\"");
    }
}
