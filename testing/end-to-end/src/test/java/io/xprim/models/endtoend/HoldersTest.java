// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies or sleeps while it holds a model's lock. */
@Timeout(60)
final class HoldersTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 5000, 1).chunkSize(1000);
    private static final String LAST = "/data/" + MODEL.chunkHashes().get(4);

    /** A second is promised; a busy machine gets the rest. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path base;

    private final CountDownLatch hold = new CountDownLatch(1);
    private Sandbox sandbox;
    private Process holder;

    @BeforeEach
    void startAPullThatHangs() throws Exception {
        sandbox = new Sandbox(base).with(MODEL);
        sandbox.server.next(LAST, new NetworkFault.Hold(hold));
        holder = Programs.start(PullProcess.class, sandbox, "g/m:v");
        sandbox.server.awaitRequests(LAST, 1);
    }

    @AfterEach
    void close() throws InterruptedException {
        hold.countDown();
        holder.destroyForcibly().waitFor();
        sandbox.close();
    }

    @Test
    @Tag("C08")
    void whoWaitsForAProcessThatIsKilledGoesOnSoon() throws Exception {
        WarningLogger logger = new WarningLogger();
        try (ModelManager manager = sandbox.builder().logger(logger).build()) {
            CompletableFuture<PullResult> waiting = CompletableFuture.supplyAsync(() -> manager.pull(Sandbox.REF));
            assertThat(logger.await())
                    .startsWith("waiting for g/m v, which is held by pid " + holder.pid() + ", host ");
            long killed = System.nanoTime();
            holder.destroyForcibly().waitFor();

            PullResult result = waiting.get(30, TimeUnit.SECONDS);

            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(SOON);
            assertThat(result.outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
            assertThat(result.bytesReused()).as("what the killed one had").isPositive();
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    @Tag("C09")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes cannot be stopped there")
    void aProcessThatIsStoppedIsNamedWhenTheWaitIsOverAndGoesOnWhenItIsContinued() throws Exception {
        signal("STOP");
        try (ModelManager manager = sandbox.manager()) {
            PullOptions wait =
                    PullOptions.builder().lockWait(Duration.ofMillis(300)).build();

            assertThatThrownBy(() -> manager.pull(Sandbox.REF, wait))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining("g/m v is held by pid " + holder.pid() + ", host ")
                    .hasMessageContaining("since ");
            assertThat(manager.listInstalled()).isEmpty();

            hold.countDown();
            signal("CONT");
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(holder.exitValue()).isZero();
            assertThat(manager.verify(Sandbox.REF).ok()).isTrue();
        }
        sandbox.assertEachChunkFetchedOnce(MODEL);
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + holder.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }
}
