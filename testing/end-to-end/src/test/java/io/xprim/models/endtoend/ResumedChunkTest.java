// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.xprim.models.ModelManager;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chunk whose connection breaks, and servers that do with the request for its rest what they like. */
@Timeout(120)
final class ResumedChunkTest {
    private static final int SIZE = 100_000;
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", SIZE, 1).chunkSize(SIZE);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(0);

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

    @Test
    @Tag("N03")
    void goesOnFromTheByteThatItHadAndFetchesNoneTwice() {
        sandbox.server.next(
                CHUNK, tagged(new NetworkFault.Truncate(1000)), tagged(new NetworkFault.Truncate(50_000)), tagged());
        PullResult result = pull();
        assertThat(result.bytesFetched()).isEqualTo(SIZE);
        assertThat(ranges()).containsExactly(List.of(), List.of("bytes=1000-"), List.of("bytes=51000-"));
        assertThat(requests().map(request -> request.header("If-Range")))
                .containsExactly(List.of(), List.of("\"tag\""), List.of("\"tag\""));
    }

    @Test
    void aWeakTagIsNoReasonToTakeBytesForTheSame() {
        sandbox.server.next(
                CHUNK, NetworkFault.all(new NetworkFault.Header("ETag", "W/\"tag\""), new NetworkFault.Truncate(1000)));
        pull();
        assertThat(ranges()).containsExactly(List.of(), List.of("bytes=1000-"));
        assertThat(requests())
                .allSatisfy(request -> assertThat(request.header("If-Range")).isEmpty());
    }

    @Test
    @Tag("N15")
    void aServerThatAnswersWithAllOfItIsTakenAtItsWord() {
        sandbox.server.next(CHUNK, new NetworkFault.Truncate(60_000), new NetworkFault.IgnoreRange());
        assertThat(pull().bytesFetched()).isEqualTo(SIZE + 60_000);
        assertThat(ranges()).containsExactly(List.of(), List.of("bytes=60000-"));
    }

    static Stream<Arguments> otherParts() {
        return Stream.of(
                arguments("N16 another start", part("bytes 999-99999/100000")),
                arguments("N16 another end", part("bytes 1000-99998/100000")),
                arguments("N16 another size", part("bytes 1000-99999/100001")),
                arguments("N16 another unit", part("chunks 1000-99999/100000")),
                arguments("N16 no range", new NetworkFault.Status(206)),
                arguments(
                        "N16 parts",
                        new NetworkFault.Status(206, Map.of("Content-Type", "multipart/byteranges; boundary=x"))),
                arguments("N16 a number without an end", part("bytes 1000-99999/" + "9".repeat(40))),
                arguments(
                        "N17 no such range", new NetworkFault.Status(416, Map.of("Content-Range", "bytes */100000"))));
    }

    private static NetworkFault part(String contentRange) {
        return new NetworkFault.Status(206, Map.of("Content-Range", contentRange));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherParts")
    @Tag("N16")
    @Tag("N17")
    void aPartThatWasNotAskedForIsNotSplicedButTheChunkFetchedWhole(String name, NetworkFault answer) {
        sandbox.server.next(CHUNK, new NetworkFault.Truncate(1000), answer);
        pull();
        assertThat(ranges()).containsExactly(List.of(), List.of("bytes=1000-"), List.of());
    }

    @Test
    @Tag("N16")
    void aServerThatLiesAboutTheRangeIsFoundOutByTheDigestAndAskedForAll() {
        sandbox.server.next(CHUNK, new NetworkFault.Truncate(1000), new NetworkFault.LieAboutRange(7));
        pull();
        assertThat(ranges()).containsExactly(List.of(), List.of("bytes=1000-"), List.of());
    }

    @Test
    @Tag("N17")
    void whatBreaksAfterTheLastByteBreaksNothing() {
        sandbox.server.next(CHUNK, new NetworkFault.WrongLength(1));
        assertThat(pull().bytesFetched()).isEqualTo(SIZE);
        assertThat(ranges()).containsExactly(List.of());
    }

    @Test
    void aServerThatClosesEveryConnectionEarlyCostsNoByteTwice() {
        int size = 4 << 20;
        SampleModel model = new SampleModel().randomFile("a.bin", size, 2).chunkSize(size);
        String chunk = "/data/" + model.chunkHashes().get(0);
        sandbox.with("large", model);
        sandbox.server.always(chunk, new NetworkFault.CloseAfter(1_000_000));
        try (ModelManager manager = sandbox.manager()) {
            PullResult result = manager.pull(Sandbox.REF.withVersion("large"));
            assertThat(result.bytesFetched()).isEqualTo(size);
        }
        sandbox.assertInstalled("large", model);
        assertThat(sandbox.server.bytesSent()).isLessThan(size * 11L / 10);
        assertThat(sandbox.server.count(chunk)).isEqualTo(5);
    }

    @Test
    void anyBreaksAndAnyAnswersToTheRequestsForTheRestComeToTheRightBytes() {
        long seed = Long.getLong("resume.seed", System.nanoTime());
        System.out.println("resume.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            SampleModel model =
                    new SampleModel().randomFile("a.bin", 5000, seed + i).chunkSize(5000);
            sandbox.with(model);
            String chunk = "/data/" + model.chunkHashes().get(0);
            // One answer is wrong at most: after such a one every attempt counts.
            int breaks = 1 + random.nextInt(5);
            IntStream.range(0, breaks).forEach(ignored -> sandbox.server.next(chunk, broken(random)));
            sandbox.server.next(chunk, odd(random));
            try (ModelManager manager = sandbox.manager()) {
                manager.pull(Sandbox.REF);
            }
            sandbox.assertInstalled("v", model);
        }
    }

    private static NetworkFault broken(Random random) {
        NetworkFault cut = new NetworkFault.Truncate(1 + random.nextInt(500));
        return random.nextInt(5) == 0
                ? NetworkFault.all(new NetworkFault.Header("ETag", "\"" + random.nextInt(3) + "\""), cut)
                : cut;
    }

    private static NetworkFault odd(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new NetworkFault.IgnoreRange();
            case 1 -> new NetworkFault.LieAboutRange(1 + random.nextInt(100));
            case 2 -> new NetworkFault.Status(416);
            case 3 -> new NetworkFault.FlipByte(random.nextInt(100));
            case 4 -> part("bytes " + random.nextInt(5000) + "-4999/5000");
            default -> new NetworkFault.None();
        };
    }

    private PullResult pull() {
        try (ModelManager manager = sandbox.manager()) {
            PullResult result = manager.pull(Sandbox.REF);
            sandbox.assertInstalled("v", MODEL);
            return result;
        }
    }

    private static NetworkFault tagged(NetworkFault... others) {
        return NetworkFault.all(Stream.concat(Stream.of(new NetworkFault.Header("ETag", "\"tag\"")), Stream.of(others))
                .toArray(NetworkFault[]::new));
    }

    private Stream<RecordedRequest> requests() {
        return sandbox.server.requests().stream()
                .filter(request -> request.path().equals(CHUNK));
    }

    private List<List<String>> ranges() {
        return requests().map(request -> request.header("Range")).toList();
    }
}
