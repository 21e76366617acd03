// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PruneResult;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.RegistryException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clearing away what unfinished pulls left. */
@Timeout(120)
final class PruneTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 5000, 1).chunkSize(1000);
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

    private void leaveAnUnfinishedPull(ModelManager manager) {
        sandbox.server.next("/data/" + MODEL.chunkHashes().get(4), new NetworkFault.Status(404));
        assertThatThrownBy(() -> manager.pull(Sandbox.REF, ONE_BY_ONE)).isInstanceOf(RegistryException.class);
    }

    @Test
    void aDocumentThatAKilledProcessWasAboutToSpoolIsCleared() throws IOException {
        Path spool = Files.createDirectories(base.resolve("cache/spool"));
        Files.write(spool.resolve("0123456789abcdef"), new byte[1000]);
        try (ModelManager manager = sandbox.manager()) {
            assertThat(manager.prune().bytesFreed()).isEqualTo(1000);
        }
        assertThat(spool).isEmptyDirectory();
    }

    @Test
    void aStoreThatIsNotThereHasNothingToClear() {
        try (ModelManager manager =
                sandbox.builder().dataDirectory(base.resolve("none")).build()) {
            PruneResult result = manager.prune();

            assertThat(result.entries()).isZero();
            assertThat(result.bytesFreed()).isZero();
        }
        assertThat(base.resolve("none")).doesNotExist();
    }

    @Test
    void unfinishedPullsAndCachedChunksGoAndAreCounted() throws IOException {
        sandbox.with(MODEL).with("w", MODEL);
        Path cache = Files.createDirectories(base.resolve("cache/chunks"));
        Files.write(cache.resolve("f".repeat(64)), new byte[777]);
        Files.write(base.resolve("registry.json.tmp-0011223344556677"), new byte[10]);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(ModelRef.parse("g/m:w"));
            leaveAnUnfinishedPull(manager);

            PruneResult result = manager.prune();

            assertThat(result.entries()).isEqualTo(2);
            assertThat(result.bytesFreed()).isBetween(777L + 4000, 777L + 4000 + 5000);
            assertThat(manager.prune().entries()).isZero();
            assertThat(manager.verify(ModelRef.parse("g/m:w")).ok()).isTrue();
        }
        assertThat(base.resolve("g/m")).isDirectoryNotContaining("glob:**/.*");
        assertThat(cache).isEmptyDirectory();
        assertThat(base).isDirectoryNotContaining("glob:**.tmp-*");
    }

    @Test
    @Tag("C05")
    void aPullThatIsUnderWayKeepsWhatItHas() throws Exception {
        sandbox.with(MODEL);
        CountDownLatch hold = new CountDownLatch(1);
        String last = "/data/" + MODEL.chunkHashes().get(4);
        sandbox.server.next(last, new NetworkFault.Hold(hold));
        try (ModelManager manager = sandbox.manager();
                ModelManager other = sandbox.manager()) {
            CompletableFuture<PullResult> pull =
                    CompletableFuture.supplyAsync(() -> manager.pull(Sandbox.REF, ONE_BY_ONE));
            sandbox.server.awaitRequests(last, 1);

            assertThat(other.prune().entries()).isZero();

            hold.countDown();
            assertThat(pull.get(60, TimeUnit.SECONDS).bytesFetched()).isEqualTo(5000);
        }
        sandbox.assertInstalled("v", MODEL);
        sandbox.assertEachChunkFetchedOnce(MODEL);
    }

    @Test
    void whatARepairLeftInAVersionGoes() throws IOException {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Path left = sandbox.version("v").resolve(".test/repair-0");
            Files.write(left, new byte[123]);

            assertThat(manager.prune().bytesFreed()).isEqualTo(123);

            assertThat(left).doesNotExist();
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    void theFoldersOfAModelOfWhichNothingIsLeftGo() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            leaveAnUnfinishedPull(manager);

            manager.prune();
        }
        assertThat(base.resolve("g")).doesNotExist();
    }
}
