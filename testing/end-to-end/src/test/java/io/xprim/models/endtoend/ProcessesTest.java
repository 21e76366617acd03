// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store. */
@Timeout(120)
final class ProcessesTest {
    private static final int PROCESSES = 4;

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
    void noneOfTheModelsThatSeveralProcessesInstallAtOnceIsLost() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            for (String name : List.of("a", "b", "c")) {
                sandbox.registry.add("g", "m", name + i, new SampleModel().randomFile("f", 1000, i));
            }
        }
        sandbox.serve();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start("g/m:a" + i, "g/m:b" + i, "g/m:c" + i));
        }
        awaitSuccess(processes);
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listInstalled()).hasSize(3 * PROCESSES);
        }
    }

    @Test
    void processesThatPullTheSameModelFetchEachChunkOnce() throws Exception {
        SampleModel model = new SampleModel().randomFile("f", 50_000, 1).chunkSize(5000);
        sandbox.with(model);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start("g/m:v"));
        }
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
            processes.add(start(RandomProcess.class, arguments));
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
        return start(PullProcess.class, List.of(references));
    }

    private Process start(Class<?> program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                sandbox.server.uri().toString(),
                base.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void awaitSuccess(List<Process> processes) throws InterruptedException {
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }
}
