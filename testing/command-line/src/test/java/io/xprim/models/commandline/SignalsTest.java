// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGINT, which Ctrl-C sends, and SIGTERM. Two seconds are promised; a busy machine gets ten. */
final class SignalsTest {
    private static final long SOON = 10;
    private static final int CHUNK = 100 * 1024;

    private final SampleModel model =
            new SampleModel().randomFile("weights.bin", 3 * CHUNK, 1).chunkSize(CHUNK);
    private final CountDownLatch never = new CountDownLatch(1);
    private FaultServer server;
    private Desk desk;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        SampleRegistry registry = new SampleRegistry().add("g", "m", "v", model);
        server = FaultServer.serving(registry.toMap());
        desk = new Desk(folder).with("XPRIM_REGISTRY_URL", server.uri() + "/");
    }

    @AfterEach
    void close() {
        never.countDown();
        server.close();
    }

    private String chunk(int number) {
        return "/data/" + model.chunkHashes().get(number);
    }

    /** Chunks come one after the other, and the last one not. */
    private Run startPullThatHangs(String... more) throws IOException, InterruptedException {
        server.next(chunk(2), new NetworkFault.Hold(never));
        String[] arguments = new String[6 + more.length];
        System.arraycopy(
                new String[] {"pull", "g/m", "v", "--concurrency", "1", "--progress=none"}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        Run run = desk.start(arguments);
        server.awaitRequests(chunk(2), 1);
        return run;
    }

    @Test
    @Tag("D21")
    void duringChunksWhatWasFetchedIsKeptAndTheSameCommandContinues() throws Exception {
        try (Run run = startPullThatHangs()) {
            run.signal("INT");
            Run.Outcome outcome = run.await(SOON);
            assertThat(outcome.exitCode()).isEqualTo(130);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines())
                    .containsExactly("xprim-models: pull g/m v: interrupted: 200.0 of 300.0 KB kept;"
                            + " the same command continues");
        }
        assertThat(desk.run("pull", "g/m", "v").exitCode()).isZero();
        assertThat(server.count(chunk(0))).isEqualTo(1);
        assertThat(server.count(chunk(1))).isEqualTo(1);
        assertThat(desk.models().resolve("g/m/v/weights.bin")).isRegularFile();
    }

    @ParameterizedTest
    @Tag("D21")
    @CsvSource({"INT, 130", "TERM, 143"})
    void withJsonThereIsOneDocumentThatSaysTheCodeAndWhatIsKept(String signal, int code) throws Exception {
        try (Run run = startPullThatHangs("--json")) {
            run.signal(signal);
            Run.Outcome outcome = run.await(SOON);
            assertThat(outcome.exitCode()).isEqualTo(code);
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out().lines()).hasSize(1);
            assertThat(JsonDocuments.count(outcome.out())).isEqualTo(1);
            assertThat(outcome.out())
                    .contains("\"type\":\"cancelled\"", "\"exit_code\":" + code, "\"bytes_kept\":204800");
        }
    }

    @Test
    void duringTheManifestNothingIsKeptAndTheMessageSaysSo() throws Exception {
        String manifest = "/data/" + model.manifestHash();
        server.next(manifest, new NetworkFault.Hold(never));
        try (Run run = desk.start("pull", "g/m", "v", "--progress", "plain")) {
            server.awaitRequests(manifest, 1);
            run.signal("INT");
            Run.Outcome outcome = run.await(SOON);
            assertThat(outcome.exitCode()).isEqualTo(130);
            assertThat(outcome.err()).contains("pull g/m v: interrupted before anything was fetched");
        }
    }

    @Test
    void duringTheIndexAListEndsToo() throws Exception {
        server.next("/models.json", new NetworkFault.Hold(never));
        try (Run run = desk.start("list", "--remote")) {
            server.awaitRequests("/models.json", 1);
            run.signal("INT");
            Run.Outcome outcome = run.await(SOON);
            assertThat(outcome.exitCode()).isEqualTo(130);
            assertThat(outcome.err().lines()).singleElement().asString().contains("cancelled");
        }
    }

    @Test
    void duringARepairTheInstalledModelStaysAsItWas() throws Exception {
        assertThat(desk.run("pull", "g/m", "v").exitCode()).isZero();
        Path weights = desk.models().resolve("g/m/v/weights.bin");
        byte[] damaged = Files.readAllBytes(weights);
        damaged[2 * CHUNK + 5] ^= 1;
        Files.write(weights, damaged);
        server.next(chunk(2), new NetworkFault.Hold(never));
        try (Run run = desk.start("verify", "--repair")) {
            server.awaitRequests(chunk(2), 2);
            run.signal("INT");
            Run.Outcome outcome = run.await(SOON);
            assertThat(outcome.exitCode()).isEqualTo(130);
            assertThat(outcome.err().lines()).singleElement().asString().contains("verify g/m v: cancelled");
        }
        assertThat(Files.readAllBytes(weights)).isEqualTo(damaged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove g/m v", "prune"})
    void atAPromptNothingIsChangedThoughStandardInputStaysOpen(String line) throws Exception {
        assertThat(desk.run("pull", "g/m", "v").exitCode()).isZero();
        try (Run run = desk.start(line.split(" "))) {
            run.awaitErr("[y/N] ");
            run.signal("INT");
            Run.Outcome outcome = run.await(SOON);
            assertThat(outcome.exitCode()).isEqualTo(130);
            assertThat(outcome.err().lines().skip(1)).containsExactly("xprim-models: cancelled; nothing was changed");
        }
        assertThat(desk.models().resolve("g/m/v/weights.bin")).isRegularFile();
    }

    @Test
    void aServerEndsWithTheCodeOfItsSignal() throws Exception {
        Path registry = Files.createDirectory(desk.file("registry"));
        try (Run run = desk.start("serve", registry.toString(), "--port", "0")) {
            run.awaitErr("There is no models.json");
            run.awaitOut("Serving ");
            run.signal("TERM");
            assertThat(run.await(SOON).exitCode()).isEqualTo(143);
        }
    }
}
