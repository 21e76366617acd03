// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryException;
import io.xprim.models.VerificationException;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that hash as the index says and are not to be trusted all the same. What they say is judged before anything is made. */
@Timeout(120)
final class HostileManifestTest {
    private static final ModelRef GOOD = ModelRef.parse("good/m:v");
    private static final SampleModel MODEL = new SampleModel().file("a", "right");
    private static final String A = '"' + "a".repeat(64) + '"';
    private static final String B = '"' + "b".repeat(64) + '"';

    @TempDir
    private Path outside;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(outside.resolve("canary"), "untouched");
        sandbox = new Sandbox(outside.resolve("deep/er/store"));
        sandbox.registry.add("good", "m", "v", MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** A manifest under JSON, where a name ends at the first space. */
    private static String file(String path) {
        return "{\"path\":\"" + path + "\",\"size\":0}";
    }

    private static String files(String... paths) {
        return manifest(
                "0",
                "1",
                "",
                String.join(",", Stream.of(paths).map(HostileManifestTest::file).toList()));
    }

    private static String manifest(String total, String chunkSize, String chunks, String files) {
        return "{\"total_size\":" + total + ",\"chunk_size\":" + chunkSize + ",\"chunks\":[" + chunks + "],\"files\":["
                + files + "]}";
    }

    private static String sized(String size) {
        return "{\"path\":\"x\",\"size\":" + size + "}";
    }

    private static String withSizes(String sizes) {
        return manifest("10", "5", A + "," + B, sized("10"))
                .replace("\"files\"", "\"chunk_sizes\":" + sizes + ",\"files\"");
    }

    static Stream<String> paths() {
        return Stream.of(
                        Stream.of("../../x", "../../../canary", "a/../../x", "a/..", ".."),
                        Stream.of(
                                "/x/y",
                                "C:\\\\x",
                                "C:x",
                                "\\\\\\\\srv\\\\s\\\\x",
                                "\\\\\\\\?\\\\C:\\\\x",
                                "~/.ssh/x",
                                "file:"),
                        Stream.of("..\\\\..\\\\x", "a\\\\b"),
                        Stream.of(
                                "a\\u0000b",
                                "a\\nb",
                                "a\\rb",
                                "\\u001b[2J",
                                "a\\u007fb",
                                "a\\ud800b",
                                "a\\u202eb",
                                "\\u200c.test/x"),
                        Stream.of("", ".", "./a", "a//b", "a/", "/"),
                        Stream.of(
                                ".test/manifest.json",
                                ".TEST/manifest.json",
                                ".test. /x",
                                ".other/chunks",
                                "TEST~1/manifest.json"),
                        Stream.of(".Test", ".te\\ufe0fst"),
                        Stream.of(
                                "CON",
                                "nul.txt",
                                "COM1",
                                "LPT\u00b9",
                                "aux.",
                                "a.",
                                "a ",
                                "x::$DATA",
                                "x:stream",
                                "CONIN$"),
                        Stream.of("a".repeat(256), "a/".repeat(64) + "a", ("a".repeat(204) + "/").repeat(5) + "b"))
                .flatMap(paths -> paths);
    }

    @ParameterizedTest
    @Tag("M01")
    @Tag("M02")
    @Tag("M03")
    @Tag("M04")
    @Tag("M05")
    @Tag("M06")
    @Tag("M08")
    @Tag("M09")
    @MethodSource("paths")
    void aPathThatMayNotBeIsRefusedBeforeAnythingIsMade(String path) throws IOException {
        assertRefused(files("a/b", path), RegistryException.class);
    }

    /** What JSON cannot even spell. */
    @Test
    @Tag("M04")
    void bytesThatAreNoUtf8AreRefused() throws IOException {
        byte[] overlong = files("a_b").getBytes(UTF_8);
        overlong[files("a_b").indexOf('_')] = (byte) 0xC0;

        assertRefused(overlong, RegistryException.class);
    }

    @ParameterizedTest
    @Tag("M07")
    @CsvSource({
        "a,a",
        "a,a/b",
        "a/b,a",
        "A,a",
        "a/x,A/y",
        "é,e\u0301",
        "É/x,e\u0301/y",
        "straße,STRASSE",
        "STRAẞE,straße",
        "ς,Σ",
        "ﬁ,FI",
        "İ,i\u0307",
        "I,ı",
        "\u212a,k",
        "a\u200cb,ab",
        "\u2764\ufe0f,\u2764"
    })
    void twoPathsThatMayBeOneAreRefusedBeforeAnythingIsMade(String one, String other) throws IOException {
        assertRefused(files(one, other), RegistryException.class);
    }

    static Stream<String> digests() {
        String hex = "a".repeat(64);
        return Stream.of(
                "\"../../etc/passwd\"",
                '"' + hex.substring(1) + '"',
                '"' + hex + "a\"",
                '"' + "A".repeat(64) + '"',
                "\"sha256:" + hex + '"',
                "\"\"",
                '"' + "\u0661".repeat(64) + '"',
                "null",
                "1");
    }

    @ParameterizedTest
    @Tag("M10")
    @MethodSource("digests")
    void aDigestThatIsNoneIsNotAskedFor(String digest) throws IOException {
        assertRefused(manifest("2", "1", A + "," + digest, sized("2")), RegistryException.class);
    }

    @ParameterizedTest
    @Tag("M10")
    @MethodSource("digests")
    void aDigestOfAManifestThatIsNoneIsNotAskedForEither(String digest) throws IOException {
        sandbox.registry.entry("g", "m", "v", "{\"hash\":" + digest + "}");

        assertRefusedAfter(RegistryException.class, "/models.json");
    }

    @ParameterizedTest
    @Tag("M11")
    @ValueSource(
            strings = {"-1", "-0", "1.5", "1e3", "\"10\"", "9223372036854775808", "18446744073709551616", "null", "[]"})
    void aSizeThatIsNoneIsRefusedWhereverItStands(String size) throws IOException {
        assertRefused(manifest("1", "1", A, sized(size)), RegistryException.class);
        assertRefused(manifest(size, "1", A, sized("1")), RegistryException.class);
        assertRefused(manifest("1", size, A, sized("1")), RegistryException.class);
        assertRefused(manifest("1", "1", A, "{\"path\":\"x\"}"), RegistryException.class);
    }

    @ParameterizedTest
    @Tag("M12")
    @CsvSource({"2,1", "1,2", "0,1", "1,9223372036854775807"})
    void filesThatDoNotSumToTheTotalAreRefusedBeforeAnyChunkIsAskedFor(String total, String size) throws IOException {
        String chunks = total.equals("0") ? "" : A + (total.equals("2") ? "," + B : "");

        assertRefused(manifest(total, "1", chunks, sized(size)), VerificationException.class);
    }

    @Test
    @Tag("M12")
    void aSumOfSizesThatOverflowsIsNoSmallSum() throws IOException {
        String largest = "9223372036854775807";
        String sizes = "{\"path\":\"x\",\"size\":" + largest + "},{\"path\":\"y\",\"size\":" + largest + "},"
                + "{\"path\":\"z\",\"size\":3}";

        assertRefused(manifest("1", "1", A, sizes), VerificationException.class);
    }

    @ParameterizedTest
    @Tag("M13")
    @ValueSource(strings = {"0", "-1", "4611686018427387904", "4", "10", "11"})
    void aChunkSizeThatDoesNotMakeTheChunksIsRefused(String chunkSize) throws IOException {
        assertRefused(manifest("10", chunkSize, A + "," + B, sized("10")), RegistryException.class);
    }

    @ParameterizedTest
    @Tag("M13")
    @ValueSource(strings = {"[]", "[5]", "[5,5,5]", "[0,5]", "[5,6]", "[-5,5]"})
    void chunkSizesThatCannotBeAreRefused(String sizes) throws IOException {
        assertRefused(withSizes(sizes), RegistryException.class);
    }

    @Test
    @Tag("M13")
    void chunkSizesThatDoNotAddUpAreAFailureOfVerification() throws IOException {
        assertRefused(withSizes("[5,4]"), VerificationException.class);
    }

    @Test
    @Tag("M17")
    void chunksWithoutFilesAndFilesWithoutChunksAreRefused() throws IOException {
        assertRefused(manifest("1", "1", A, ""), VerificationException.class);
        assertRefused(manifest("1", "1", "", sized("1")), RegistryException.class);
    }

    @ParameterizedTest
    @Tag("M20")
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"total_size\":0",
                "\ufeff{}",
                "{} {}",
                "{}x",
                "{\"total_size\":NaN}",
                "{/**/}",
                "{\"total_size\":0,\"total_size\":0,\"chunk_size\":1,\"chunks\":[],\"files\":[]}",
                "{'a':1}",
                "[]",
                "null"
            })
    void aManifestThatIsNoStrictJsonIsRefused(String document) throws IOException {
        assertRefused(document, RegistryException.class);
    }

    @Test
    @Tag("M22")
    void membersThatNobodyKnowsAreIgnored() throws IOException {
        String chunk = sandbox.registry.addData("x".getBytes(UTF_8));
        String manifest = "{\"new\":{\"a\":[1,{\"b\":null}]},\"total_size\":1,\"chunk_size\":1,\"chunks\":[\"" + chunk
                + "\"],\"files\":[{\"path\":\"f\",\"mode\":\"4755\",\"size\":1,\"sha\":{}}]}";
        sandbox.registry.rawManifest("g", "m", "v", manifest.getBytes(UTF_8));
        sandbox.serve();
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", new SampleModel().file("f", "x"));
    }

    @ParameterizedTest
    @Tag("M14")
    @ValueSource(ints = {4, 6})
    void aChunkThatHashesRightAndHasAnotherLengthIsRefusedAndNotInstalled(int length) throws IOException {
        String chunk = sandbox.registry.addData(new byte[length]);
        sandbox.registry.rawManifest(
                "g", "m", "v", manifest("5", "5", '"' + chunk + '"', sized("5")).getBytes(UTF_8));
        sandbox.serve();
        try (ModelManager manager = sandbox.manager()) {
            assertThat(failure(manager)).isInstanceOf(VerificationException.class);
            assertThat(manager.listInstalled()).isEmpty();
        }
        assertThat(sandbox.version("v")).doesNotExist();
        assertGoodModelIsPulled();
    }

    private void assertRefused(String manifest, Class<? extends ModelException> type) throws IOException {
        assertRefused(manifest.getBytes(UTF_8), type);
    }

    private void assertRefused(byte[] manifest, Class<? extends ModelException> type) throws IOException {
        sandbox.registry.rawManifest("g", "m", "v", manifest);
        assertRefusedAfter(type, "/models.json", "/data/" + sandbox.registry.addData(manifest));
    }

    /** A pull fails as it should after these requests, says so on a line, leaves no trace, and is in nobody's way. */
    private void assertRefusedAfter(Class<? extends ModelException> type, String... requests) throws IOException {
        int before = sandbox.serve().server.requests().size();
        Map<String, byte[]> found = sandbox.snapshot();
        try (ModelManager manager = sandbox.manager()) {
            assertThat(failure(manager))
                    .isInstanceOf(type)
                    .satisfies(e -> assertThat(e.getMessage())
                            .startsWith("pull g/m v: ")
                            .hasSizeLessThan(2000)
                            .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Zl}]"));
        }
        assertThat(sandbox.server.requests().stream().skip(before).map(request -> request.path()))
                .containsExactly(requests);
        assertThat(sandbox.snapshot().keySet()).isEqualTo(found.keySet());
        assertThat(sandbox.base.resolve("g")).doesNotExist();
        assertNothingOutside();
        assertGoodModelIsPulled();
    }

    private ModelException failure(ModelManager manager) {
        return catchThrowableOfType(ModelException.class, () -> manager.pull(Sandbox.REF));
    }

    private void assertNothingOutside() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(outside, 3)) {
            all.filter(path -> !path.startsWith(sandbox.base))
                    .forEach(path -> names.add(outside.relativize(path).toString()));
        }
        names.removeAll(Set.of("", "deep", "deep/er"));
        assertThat(names).containsExactly("canary");
        assertThat(outside.resolve("canary")).hasContent("untouched");
    }

    private void assertGoodModelIsPulled() {
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(GOOD);
            assertThat(manager.installedRefs()).containsExactly(GOOD);
        }
    }
}
