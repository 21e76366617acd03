// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.Limits;
import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.NetworkException;
import io.xprim.models.PullOptions;
import io.xprim.models.RegistryException;
import io.xprim.models.VerificationException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pull makes of a network that fails, as far as a plain server can show it. */
final class FaultTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 300_000, 1).chunkSize(100_000);
    private static final String FIRST = "/data/" + MODEL.chunkHashes().get(0);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(1);
    private static final String LAST = "/data/" + MODEL.chunkHashes().get(2);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
        sandbox.with(MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                arguments("N02 reset", new NetworkFault.Reset(1000)),
                arguments("N03 truncated", new NetworkFault.Truncate(1000)),
                arguments("N04 stalled head", new NetworkFault.StallInHead(0)),
                arguments("N04 stalled body", new NetworkFault.StallInBody(1000)),
                arguments(
                        "N06 close-delimited and truncated",
                        NetworkFault.all(new NetworkFault.CloseDelimited(), new NetworkFault.Truncate(1000))),
                arguments("N07 bad status line", new NetworkFault.BadStatusLine("garbage")),
                arguments("N07 malformed chunk", new NetworkFault.MalformedChunk(1000)),
                arguments("N08 status 500", new NetworkFault.Status(500)),
                arguments("N08 status 502", new NetworkFault.Status(502)),
                arguments("N08 status 503", new NetworkFault.Status(503)),
                arguments("N10 status 429", new NetworkFault.Status(429)),
                arguments("N10 years to wait", new NetworkFault.Status(429, Map.of("Retry-After", "999999999"))),
                arguments("N10 less than nothing to wait", new NetworkFault.Status(503, Map.of("Retry-After", "-1"))),
                arguments("N10 no time to wait", new NetworkFault.Status(503, Map.of("Retry-After", "soon"))),
                arguments("N13 too long", new NetworkFault.EndlessBody()),
                arguments("N14 flipped byte", new NetworkFault.FlipByte(77)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    @Tag("N03")
    @Tag("N04")
    @Tag("N06")
    @Tag("N07")
    @Tag("N08")
    @Tag("N10")
    @Tag("N14")
    void aFaultThatPassesCostsOneMoreRequestAndNothingElse(String name, NetworkFault fault) {
        sandbox.server.next(CHUNK, fault);
        try (ModelManager manager = managerFor(fault)) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(2);
        assertThat(sandbox.server.count(FIRST)).isEqualTo(1);
    }

    @Test
    @Tag("N02")
    void aConnectionThatIsResetTwiceWithinAChunkCostsTwoMoreRequestsForThatAlone() {
        sandbox.server.next(CHUNK, new NetworkFault.Reset(1000), new NetworkFault.Reset(50_000));
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(3);
        assertThat(sandbox.server.count(FIRST)).isEqualTo(1);
        assertThat(sandbox.server.count(LAST)).isEqualTo(1);
    }

    @Test
    @Tag("N07")
    void anEmptyAnswerIsRepeated() {
        sandbox.server.next(CHUNK, new NetworkFault.EmptyAnswer());
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                arguments("N03 truncated", withoutRanges(new NetworkFault.Truncate(1000)), NetworkException.class, 4),
                arguments("N04 stalled head", new NetworkFault.StallInHead(0), NetworkException.class, 4),
                arguments("N04 stalled body", new NetworkFault.StallInBody(0), NetworkException.class, 4),
                arguments(
                        "N06 close-delimited and truncated",
                        NetworkFault.all(new NetworkFault.CloseDelimited(), new NetworkFault.Truncate(1000)),
                        VerificationException.class,
                        4),
                arguments("N07 bad status line", new NetworkFault.BadStatusLine("garbage"), NetworkException.class, 4),
                arguments(
                        "N07 malformed chunk",
                        withoutRanges(new NetworkFault.MalformedChunk(1000)),
                        NetworkException.class,
                        4),
                arguments("N09 status 503", new NetworkFault.Status(503), NetworkException.class, 4),
                arguments("N11 status 403", new NetworkFault.Status(403), RegistryException.class, 1),
                arguments("N11 status 401", new NetworkFault.Status(401), RegistryException.class, 1),
                arguments("N12 status 404", new NetworkFault.Status(404), RegistryException.class, 1),
                arguments("N13 too long", new NetworkFault.EndlessBody(), VerificationException.class, 4),
                arguments("N14 flipped byte", new NetworkFault.FlipByte(0), VerificationException.class, 4),
                arguments(
                        "N16 a part that nobody asked for",
                        new NetworkFault.Status(206, Map.of("Content-Range", "bytes 0-9/100000")),
                        RegistryException.class,
                        1),
                arguments(
                        "N17 no such part, though none was asked for",
                        new NetworkFault.Status(416, Map.of("Content-Range", "bytes */100000")),
                        RegistryException.class,
                        1),
                arguments(
                        "S04 redirect to a file",
                        new NetworkFault.Redirect(302, "file:///etc/passwd"),
                        NetworkException.class,
                        1),
                arguments("S06 redirect to itself", new NetworkFault.Redirect(302, CHUNK), NetworkException.class, 11),
                arguments("S07 redirect to nowhere", new NetworkFault.Status(302), NetworkException.class, 1),
                arguments(
                        "S07 redirect with user info",
                        new NetworkFault.Redirect(302, "http://me@127.0.0.1/"),
                        NetworkException.class,
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lasting")
    @Tag("N03")
    @Tag("N04")
    @Tag("N06")
    @Tag("N07")
    @Tag("N09")
    @Tag("N12")
    @Tag("N14")
    @Tag("N16")
    @Tag("N17")
    void aFaultThatLastsEndsThePullWithTheRightFailureAndABoundedNumberOfRequests(
            String name, NetworkFault fault, Class<? extends ModelException> failure, int requests) {
        sandbox.server.always(CHUNK, fault);
        PullOptions oneByOne = PullOptions.builder().concurrency(1).build();
        try (ModelManager manager = managerFor(fault)) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF, oneByOne))
                    .isInstanceOf(failure)
                    .hasMessageStartingWith("pull g/m v: download chunk 2/3: ")
                    .hasMessageContaining(sandbox.server.uri(CHUNK).toString());
            assertThat(manager.listInstalled()).isEmpty();
        }
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(requests);
        assertThat(sandbox.server.count(LAST)).isZero();
        assertThat(sandbox.version("v")).doesNotExist();
        assertOnlyWhatIsMissingIsFetchedOnceTheServerIsWell(requests);
    }

    private void assertOnlyWhatIsMissingIsFetchedOnceTheServerIsWell(int requestsBefore) {
        sandbox.server.always(CHUNK, new NetworkFault.None());
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        assertThat(sandbox.server.count(FIRST)).isEqualTo(1);
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(requestsBefore + 1);
    }

    @Test
    @Tag("N19")
    void aBodyThatIsCompressedThoughNobodyAskedIsNotDecodedAndNotVerified() throws IOException {
        byte[] text = "the same again and again ".repeat(4000).getBytes(UTF_8);
        SampleModel model = new SampleModel().file("a.txt", text).chunkSize(text.length);
        String chunk = "/data/" + model.chunkHashes().get(0);
        sandbox.with(model);
        sandbox.server
                .serve(chunk, compressed(text))
                .always(chunk, new NetworkFault.Header("Content-Encoding", "gzip"));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(VerificationException.class);
        }
        assertThat(sandbox.server.count(chunk)).isEqualTo(4);
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    @Test
    @Tag("N01")
    void aConnectionThatIsRefusedIsANetworkFailureThatSaysWhereAndWhatToDo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (ModelManager manager =
                sandbox.builder().registry("http://127.0.0.1:" + port).build()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(NetworkException.class)
                    .hasMessage("pull g/m v: fetch the index: network error: connection refused (http://127.0.0.1:"
                            + port + "/models.json); check the address, and that the server can be reached");
        }
    }

    @Test
    @Tag("N01")
    void withoutARegistryWhatIsInstalledIsThereAllTheSame() {
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.server.close();
        try (ModelManager manager =
                sandbox.builder().registry("http://nowhere.invalid").build()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining("the host is unknown (http://nowhere.invalid/models.json)");
            assertThat(manager.listInstalled()).hasSize(1);
            assertThat(manager.path(Sandbox.REF)).isEqualTo(sandbox.version("v"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    @Tag("N11")
    void anIndexThatIsRefusedIsAskedForOnceAndTheMessageNamesTheStatus(int status) {
        sandbox.server.always("/models.json", new NetworkFault.Status(status));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("status " + status);
        }
        assertThat(sandbox.server.count("/models.json")).isEqualTo(1);
        assertThat(sandbox.snapshot()).isEmpty();
    }

    @Test
    @Tag("N11")
    void anIndexThatIsNotThereSaysThatTheAddressMayBeWrong() {
        sandbox.server.always("/models.json", new NetworkFault.Status(404));
        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("check that the address");
        }
        assertThat(sandbox.server.count("/models.json")).isEqualTo(1);
    }

    @Test
    void anEndlessIndexOrManifestIsCutOffAtTheLimit() {
        Limits limits =
                Limits.builder().indexBytes(100_000).manifestBytes(100_000).build();
        for (String path : new String[] {"/models.json", "/data/" + MODEL.manifestHash()}) {
            sandbox.server.next(path, new NetworkFault.EndlessBody());
            try (ModelManager manager = sandbox.builder().limits(limits).build()) {
                assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageContaining("longer than 100000 bytes");
            }
        }
    }

    @Test
    void aRedirectToAnotherPathIsFollowed() {
        sandbox.server.serve("/elsewhere", MODEL.chunks().get(1));
        sandbox.server.always(CHUNK, new NetworkFault.Redirect(307, "/elsewhere"));
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    @Tag("N03")
    void moreFailuresThanRetriesAreNoneIfEachBroughtANewByte() {
        NetworkFault[] breaks = IntStream.rangeClosed(1, 6)
                .mapToObj(n -> withoutRanges(new NetworkFault.Truncate(10_000L * n)))
                .toArray(NetworkFault[]::new);
        sandbox.server.next(CHUNK, breaks).always(CHUNK, new NetworkFault.IgnoreRange());
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF, PullOptions.builder().concurrency(1).build());
        }
        sandbox.assertInstalled("v", MODEL);
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(7);
    }

    /** An answer that brings no byte beyond those that an earlier one brought. */
    private static NetworkFault withoutRanges(NetworkFault fault) {
        return NetworkFault.all(new NetworkFault.IgnoreRange(), fault);
    }

    /** Waits long for a server that only has to answer, and not for one that never will. */
    private ModelManager managerFor(NetworkFault fault) {
        boolean stalls = fault instanceof NetworkFault.StallInHead || fault instanceof NetworkFault.StallInBody;
        return sandbox.builder()
                .idleTimeout(stalls ? Duration.ofSeconds(1) : Duration.ofMinutes(1))
                .build();
    }
}
