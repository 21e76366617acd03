// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store. */
@Timeout(120)
final class ProcessesTest {
    private static final int PROCESSES = 4;
    private static final int MANY = 8;

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    @Tag("C01")
    void noneOfTheModelsThatSeveralProcessesInstallAtOnceIsLost() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            for (String name : List.of("a", "b")) {
                sandbox.registry.add("g", "m", name + i, new SampleModel().randomFile("f", 1000, i));
            }
        }
        sandbox.serve();
        for (int i = 0; i < MANY; i++) {
            processes.add(start("g/m:a" + i, "g/m:b" + i));
        }
        awaitSuccess(processes);
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listInstalled()).hasSize(2 * MANY);
        }
    }

    @Test
    @Tag("C02")
    void processesThatPullTheSameModelFetchEachChunkOnceAndThoseThatWaitSayForWhom(@TempDir Path logs)
            throws Exception {
        SampleModel model = new SampleModel().randomFile("f", 50_000, 1).chunkSize(5000);
        sandbox.with(model);
        CountDownLatch hold = new CountDownLatch(1);
        String chunk = "/data/" + model.chunkHashes().get(0);
        sandbox.server.next(chunk, new NetworkFault.Hold(hold));
        List<Process> processes = new ArrayList<>();
        Process first = start("g/m:v");
        sandbox.server.awaitRequests(chunk, 1);
        for (int i = 1; i < MANY; i++) {
            Path log = logs.resolve(String.valueOf(i));
            processes.add(Programs.prepare(PullProcess.class, sandbox, "g/m:v")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start());
        }
        for (int i = 1; i < MANY; i++) {
            awaitText(logs.resolve(String.valueOf(i)), "waiting for g/m v, which is held by pid " + first.pid());
        }
        hold.countDown();
        processes.add(first);
        awaitSuccess(processes);
        sandbox.assertInstalled("v", model);
        sandbox.assertEachChunkFetchedOnce(model);
    }

    @Test
    void aProcessThatIsKilledLeavesItsChunksAndNoLock() throws Exception {
        SampleModel model = new SampleModel().randomFile("f", 50_000, 1).chunkSize(5000);
        String last = "/data/" + model.chunkHashes().get(9);
        sandbox.with(model);
        sandbox.server.next(last, new NetworkFault.StallInHead(0));
        Process process = start("g/m:v");
        sandbox.server.awaitRequests(last, 1);
        process.destroyForcibly().waitFor();
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listInstalled()).isEmpty();
            assertThat(manager.pull(Sandbox.REF).bytesFetched()).isLessThanOrEqualTo(4 * 5000);
        }
        sandbox.assertInstalled("v", model);
    }

    @Test
    void processesThatDoAnythingLoseNothingAndLeaveNothingBroken() throws Exception {
        long seed = Long.getLong("stress.seed", System.nanoTime());
        System.out.println("stress.seed=" + seed);
        ChangingRegistry models = new ChangingRegistry(new Random(seed));
        models.serveOn(sandbox.server);
        List<ModelRef> own = models.refs().subList(0, PROCESSES);
        List<ModelRef> shared = models.refs().subList(PROCESSES, models.refs().size());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            List<String> arguments = new ArrayList<>(List.of(
                    String.valueOf(seed + i),
                    String.valueOf(Integer.getInteger("stress.seconds", 8) / 2),
                    own.get(i).toString()));
            shared.forEach(ref -> arguments.add(ref.toString()));
            processes.add(Programs.start(RandomProcess.class, sandbox, arguments.toArray(String[]::new)));
        }
        awaitSuccess(processes);
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.installedRefs()).containsAll(own);
            StoreCheck.assertWhole(manager);
            manager.prune();
            StoreCheck.assertNothingElse(base, manager.installedRefs());
        }
    }

    private Process start(String... references) throws IOException {
        return Programs.start(PullProcess.class, sandbox, references);
    }

    private static void awaitText(Path file, String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(file).contains(text)) {
            assertThat(System.nanoTime())
                    .as("%s says: %s", file, Files.readString(file))
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitSuccess(List<Process> processes) throws InterruptedException {
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }
}
