// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.CancelledException;
import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts and children while files and locks are held. */
@Timeout(120)
final class InterruptsTest {
    private static final int ROUNDS = 100;
    private static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 40_000, 1)
            .randomFile("b.bin", 10_000, 2)
            .chunkSize(1000);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base).with(MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    @Tag("C15")
    void anInterruptAtAnyMomentCancelsOrComesTooLateAndCostsNoLockAndNoModel() throws Exception {
        long seed = Long.getLong("interrupts.seed", System.nanoTime());
        Random random = new Random(seed);
        int cancelled = 0;
        try (ModelManager manager = sandbox.manager();
                ModelManager other = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            long start = System.nanoTime();
            assertThat(isCancelled(manager)).isFalse();
            long usual = System.nanoTime() - start;
            for (int round = 0; round < ROUNDS; round++) {
                Thread caller = Thread.currentThread();
                long delay = (long) (random.nextDouble() * 1.2 * usual);
                CompletableFuture<Void> interrupt = CompletableFuture.runAsync(() -> {
                    LockSupport.parkNanos(delay);
                    caller.interrupt();
                });
                boolean ended = isCancelled(manager);
                awaitInterrupt(interrupt);
                cancelled += ended ? 1 : 0;

                assertThat(other.verify(Sandbox.REF).damaged()).isEmpty();
            }
            System.out.println("interrupts.seed=" + seed + ": " + ROUNDS + " interrupts, " + cancelled + " cancelled");
            assertThat(cancelled).isPositive();
            manager.pull(Sandbox.REF, PullOptions.builder().force(true).build());
        }
        sandbox.assertInstalled("v", MODEL);
        StoreCheck.assertNothingLeaks(base);
    }

    private static boolean isCancelled(ModelManager manager) {
        PullOptions again = PullOptions.builder()
                .force(true)
                .durable(false)
                .lockWait(Duration.ZERO)
                .build();
        try {
            manager.pull(Sandbox.REF, again);
            return false;
        } catch (CancelledException e) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return true;
        }
    }

    /** Takes the interrupt, which may come only now, off this thread. */
    private static void awaitInterrupt(CompletableFuture<Void> interrupt) throws Exception {
        boolean early = Thread.interrupted();
        try {
            interrupt.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupt.get(30, TimeUnit.SECONDS);
            early = true;
        }
        boolean late = Thread.interrupted();
        assertThat(early || late).isTrue();
    }

    @Test
    @Tag("C15")
    void aChildThatLivesOnInheritsNoLockAndNoFile() throws Exception {
        String last = "/data/" + MODEL.chunkHashes().get(49);
        CountDownLatch hold = new CountDownLatch(1);
        sandbox.server.next(last, new NetworkFault.Hold(hold));
        try (ModelManager manager = sandbox.manager();
                ModelManager other = sandbox.manager()) {
            CompletableFuture<PullResult> pull = CompletableFuture.supplyAsync(() -> manager.pull(Sandbox.REF));
            sandbox.server.awaitRequests(last, 1);
            Process child = new ProcessBuilder("sh", "-c", "read line").start();
            try {
                StoreCheck.assertHoldsNothing(child.pid(), base);
                hold.countDown();
                pull.get(60, TimeUnit.SECONDS);

                PullOptions now = PullOptions.builder()
                        .force(true)
                        .lockWait(Duration.ZERO)
                        .build();
                assertThat(other.pull(Sandbox.REF, now).outcome()).isEqualTo(PullResult.Outcome.REPAIRED);
                assertThat(child.isAlive()).isTrue();
            } finally {
                hold.countDown();
                child.destroyForcibly();
            }
        }
        assertThat(Files.isDirectory(sandbox.version("v"))).isTrue();
    }
}
