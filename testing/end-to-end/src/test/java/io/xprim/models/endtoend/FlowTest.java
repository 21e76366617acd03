// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RateLimit;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How fast chunks come, and over how many connections. */
@Timeout(120)
final class FlowTest {
    private static final int CHUNK = 100_000;
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 20 * CHUNK, 1).chunkSize(CHUNK);
    private static final List<String> PATHS =
            MODEL.chunkHashes().stream().map(hash -> "/data/" + hash).toList();

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
    void theLastChunkIsHandedToAnotherConnectionIfItCrawlsAndNoByteIsFetchedTwice() {
        String last = PATHS.get(PATHS.size() - 1);
        sandbox.server.next(last, new NetworkFault.Slow(400, Duration.ofMillis(100)));
        PullResult result = pull(PullOptions.builder().concurrency(2));
        List<RecordedRequest> requests = sandbox.server.requests().stream()
                .filter(request -> request.path().equals(last))
                .toList();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).header("Range")).singleElement().asString().matches("bytes=\\d+-");
        assertThat(requests.get(1).connection()).isNotEqualTo(requests.get(0).connection());
        assertThat(result.bytesFetched()).isEqualTo(20 * CHUNK);
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void asManyChunksAreUnderWayAsWereAskedFor() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        PATHS.forEach(path -> sandbox.server.always(path, new NetworkFault.Hold(gate)));
        CompletableFuture<PullResult> pull =
                CompletableFuture.supplyAsync(() -> pull(PullOptions.builder().concurrency(7)));
        try {
            for (String path : PATHS.subList(0, 7)) {
                sandbox.server.awaitRequests(path, 1);
            }
        } finally {
            gate.countDown();
        }
        pull.get();
    }

    @Test
    void aServerThatAsksForFewerRequestsGetsFewer() {
        RecordingLogger log = new RecordingLogger();
        PATHS.subList(0, 2).forEach(path -> sandbox.server.next(path, new NetworkFault.Status(429)));
        PATHS.forEach(path -> sandbox.server.always(path, new NetworkFault.Slow(CHUNK / 4, Duration.ofMillis(30))));
        try (ModelManager manager = sandbox.builder().logger(log).build()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", MODEL);
        List<String> connections = log.of(System.Logger.Level.DEBUG).stream()
                .filter(message -> message.startsWith("connections="))
                .toList();
        assertThat(connections)
                .hasSizeGreaterThan(1)
                .startsWith("connections=5")
                .doesNotContain("connections=10");
        assertThat(connections.get(1)).isEqualTo("connections=2");
    }

    @Test
    void aLimitOfTheRateIsKept() {
        long start = System.nanoTime();
        pull(PullOptions.builder().rateLimit(RateLimit.of(10 * CHUNK)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
    }

    @Test
    void aLimitMayBeLiftedWhileThePullRuns() {
        RateLimit limit = RateLimit.of(1000);
        PullResult result = pull(PullOptions.builder().rateLimit(limit).progress(progress -> {
            if (progress.bytesFetched() > 0) {
                limit.lift();
            }
        }));
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(60));
    }

    private PullResult pull(PullOptions.Builder options) {
        try (ModelManager manager = sandbox.manager()) {
            PullResult result = manager.pull(Sandbox.REF, options.build());
            sandbox.assertInstalled("v", MODEL);
            return result;
        }
    }
}
