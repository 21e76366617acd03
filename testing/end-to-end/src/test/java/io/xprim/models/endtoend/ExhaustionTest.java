// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NetworkException;
import io.xprim.models.PruneResult;
import io.xprim.models.PullOptions;
import io.xprim.models.RegistryException;
import io.xprim.models.VerificationException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registries and habits that use up what a machine has: bytes, disk, requests, the patience of who reads messages. */
@Timeout(300)
final class ExhaustionTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 4000, 1).chunkSize(1000);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(3);
    private static final PullOptions ONE_BY_ONE =
            PullOptions.builder().concurrency(1).build();

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
    @Tag("N13")
    @Tag("R02")
    void aChunkWithoutAnEndIsStoppedAndNothingBeyondItIsWritten() throws IOException {
        sandbox.with(MODEL);
        sandbox.server.always(CHUNK, new NetworkFault.EndlessBody());

        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF, ONE_BY_ONE)).isInstanceOf(VerificationException.class);
        }

        assertThat(sandbox.server.count(CHUNK)).isEqualTo(4);
        assertThat(Files.size(base.resolve("g/m/.v.new/a.bin"))).isLessThanOrEqualTo(4000);
    }

    @Test
    @Tag("N13")
    void aChunkWithAByteTooManyIsFetchedAgain() {
        sandbox.with(MODEL);
        sandbox.server.serve(CHUNK, new byte[1001]);

        try (ModelManager manager = sandbox.manager()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF, ONE_BY_ONE)).isInstanceOf(VerificationException.class);
            sandbox.serve();
            manager.pull(Sandbox.REF);
        }

        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    @Tag("R06")
    void anArchiveIsInstalledAsItIs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream archive = new GZIPOutputStream(bytes)) {
            archive.write(new byte[10_000_000]);
        }
        SampleModel model = new SampleModel().file("weights.tar.gz", bytes.toByteArray());
        sandbox.with(model);

        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }

        sandbox.assertInstalled("v", model);
    }

    @Test
    @Tag("R07")
    void whatTwoHundredPullsLeftIsClearedAwayAndCounted() {
        for (int i = 0; i < 200; i++) {
            sandbox.registry.add("g", "m", "v" + i, MODEL);
        }
        sandbox.serve();
        sandbox.server.always(CHUNK, new NetworkFault.Status(404));
        try (ModelManager manager = sandbox.manager()) {
            for (int i = 0; i < 200; i++) {
                ModelRef ref = Sandbox.REF.withVersion("v" + i);
                assertThatThrownBy(() -> manager.pull(ref, ONE_BY_ONE)).isInstanceOf(RegistryException.class);
            }

            PruneResult pruned = manager.prune();

            assertThat(pruned.entries()).isEqualTo(200);
            assertThat(pruned.bytesFreed()).isGreaterThan(200 * 3000L);
        }
        assertThat(base.resolve("g")).doesNotExist();
    }

    @Test
    @Tag("R08")
    void tenThousandInstalledModelsAreListedAndAddedTo() throws IOException {
        StringBuilder registry = new StringBuilder("{\"g\":{");
        for (int i = 0; i < 10_000; i++) {
            Files.createDirectories(base.resolve("g/m" + i + "/v"));
            registry.append(i == 0 ? "" : ",")
                    .append("\"m%d\":{\"v\":{\"manifest_hash\":\"%064x\",\"total_size\":1,\"file_count\":1,"
                            .formatted(i, i))
                    .append("\"installed_at\":\"2026-01-01T00:00:00Z\"}}");
        }
        Files.writeString(base.resolve("registry.json"), registry.append("}}"), UTF_8);
        sandbox.with(MODEL);

        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.listInstalled()).hasSize(10_000);
            long start = System.nanoTime();
            manager.pull(Sandbox.REF);
            long pulled = System.nanoTime();
            assertThat(manager.listInstalled()).hasSize(10_001);
            System.out.println("R08: pull ms=" + (pulled - start) / 1_000_000 + " list ms="
                    + (System.nanoTime() - pulled) / 1_000_000);
        }
    }

    @Test
    @Tag("R09")
    void sixteenWorkersThatMeet503AskNoMoreThanFourTimesForAChunk() {
        SampleModel model = new SampleModel().randomFile("a.bin", 32_000, 3).chunkSize(1000);
        sandbox.with(model);
        model.chunkHashes().forEach(hash -> sandbox.server.always("/data/" + hash, new NetworkFault.Status(503)));

        try (ModelManager manager = sandbox.manager()) {
            PullOptions options = PullOptions.builder().concurrency(16).build();
            assertThatThrownBy(() -> manager.pull(Sandbox.REF, options)).isInstanceOf(NetworkException.class);
        }

        int asked = model.chunkHashes().stream()
                .mapToInt(hash -> sandbox.server.count("/data/" + hash))
                .sum();
        assertThat(asked).isBetween(4, 16 * 4);
        assertThat(model.chunkHashes())
                .allSatisfy(hash ->
                        assertThat(sandbox.server.count("/data/" + hash)).isLessThanOrEqualTo(4));
    }

    @Test
    @Tag("R10")
    void aMegabyteOfTextFromAServerIsCutInAMessage() {
        sandbox.with(MODEL);
        sandbox.server.always(
                "/models.json", new NetworkFault.BadStatusLine("HTTP/1.1 403 " + "reason ".repeat(150_000)));

        try (ModelManager manager = sandbox.manager()) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> manager.pull(Sandbox.REF))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
        }
    }
}
