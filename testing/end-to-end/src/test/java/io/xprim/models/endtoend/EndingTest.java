// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.Cancellation;
import io.xprim.models.CancelledException;
import io.xprim.models.DeadlineExceededException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are ended from outside, and calls that meet. */
@Timeout(60)
final class EndingTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 300_000, 1).chunkSize(100_000);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(2);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
        sandbox.with(MODEL);
        sandbox.server.next(CHUNK, new NetworkFault.StallInBody(1000));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aCancelledPullEndsWhileItsServerStallsAndTheNextOneGoesOn() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (ModelManager manager = patient()) {
            CompletableFuture<PullResult> pull = CompletableFuture.supplyAsync(() -> manager.pull(
                    Sandbox.REF,
                    PullOptions.builder()
                            .cancellation(cancellation)
                            .concurrency(1)
                            .build()));
            sandbox.server.awaitRequests(CHUNK, 1);
            cancellation.cancel();

            assertThatThrownBy(() -> pull.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
            assertThat(manager.pull(Sandbox.REF).bytesFetched()).isEqualTo(100_000);
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    @Tag("C15")
    void anInterruptEndsThePullAndStaysSet() throws Exception {
        try (ModelManager manager = patient()) {
            FutureTask<Boolean> pull = new FutureTask<>(() -> {
                assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(CancelledException.class);
                return Thread.interrupted();
            });
            Thread caller = new Thread(pull);
            caller.start();
            sandbox.server.awaitRequests(CHUNK, 1);
            caller.interrupt();

            assertThat(pull.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPullWhoseTimeIsUpSaysSo() {
        try (ModelManager manager = patient()) {
            PullOptions hurried =
                    PullOptions.builder().timeout(Duration.ofMillis(300)).build();

            assertThatThrownBy(() -> manager.pull(Sandbox.REF, hurried)).isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void closingTheManagerEndsItsPullsAndRefusesOthers() throws Exception {
        ModelManager manager = patient();
        CompletableFuture<PullResult> pull = CompletableFuture.supplyAsync(() -> manager.pull(Sandbox.REF));
        sandbox.server.awaitRequests(CHUNK, 1);
        manager.close();

        assertThatThrownBy(() -> pull.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> manager.listInstalled()).isInstanceOf(IllegalStateException.class);
        manager.close();
    }

    @Test
    @Tag("C03")
    void manyPullsOfOneModelFetchEachChunkOnce() throws Exception {
        sandbox.close();
        sandbox = new Sandbox(base);
        sandbox.with(MODEL);
        try (ModelManager manager = patient();
                ModelManager other = patient()) {
            List<CompletableFuture<PullResult>> pulls = IntStream.range(0, 20)
                    .mapToObj(
                            i -> CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? manager : other).pull(Sandbox.REF)))
                    .toList();
            for (CompletableFuture<PullResult> pull : pulls) {
                pull.get(30, TimeUnit.SECONDS);
            }
            assertThat(pulls)
                    .filteredOn(pull -> pull.join().outcome() == PullResult.Outcome.INSTALLED)
                    .hasSize(1);
        }
        sandbox.assertEachChunkFetchedOnce(MODEL);
    }

    @Test
    void pullsOfDifferentModelsRunSideBySide() throws Exception {
        SampleModel other = new SampleModel().randomFile("b.bin", 1000, 2).chunkSize(1000);
        sandbox.registry.add("g", "other", "v", other);
        sandbox.serve();
        Cancellation cancellation = new Cancellation();
        try (ModelManager manager = patient()) {
            CompletableFuture<PullResult> stalled = CompletableFuture.supplyAsync(() -> manager.pull(
                    Sandbox.REF,
                    PullOptions.builder().cancellation(cancellation).build()));
            sandbox.server.awaitRequests(CHUNK, 1);

            assertThat(manager.pull(ModelRef.parse("g/other:v")).bytesFetched()).isEqualTo(1000);

            assertThat(stalled).isNotDone();
            cancellation.cancel();
            assertThatThrownBy(() -> stalled.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        }
    }

    @Test
    void aPullThatMayNotWaitFailsWhileAnotherOneHoldsTheModel() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (ModelManager manager = patient()) {
            CompletableFuture<PullResult> first = CompletableFuture.supplyAsync(() -> manager.pull(
                    Sandbox.REF,
                    PullOptions.builder().cancellation(cancellation).build()));
            sandbox.server.awaitRequests(CHUNK, 1);

            assertThatThrownBy(() -> manager.pull(
                            Sandbox.REF,
                            PullOptions.builder().lockWait(Duration.ZERO).build()))
                    .isInstanceOf(io.xprim.models.LockTimeoutException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            cancellation.cancel();
            assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        }
    }

    /** One that only an end from outside can end: its idle timeout is longer than the test's. */
    private ModelManager patient() {
        return sandbox.builder().idleTimeout(Duration.ofMinutes(5)).build();
    }
}
