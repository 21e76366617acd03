// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
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

/** Two models that have chunks in common, pulled at once. */
@Timeout(60)
final class SharedChunksTest {
    private static final int SHARED = 4;
    private static final ModelRef QUICK = ModelRef.parse("g/quick:v");
    private static final PullOptions ONE_BY_ONE =
            PullOptions.builder().concurrency(1).build();

    private final SampleModel slow = new SampleModel()
            .randomFile("shared.bin", SHARED * 1000, 1)
            .randomFile("slow.bin", 1000, 2)
            .chunkSize(1000);
    private final SampleModel quick = new SampleModel()
            .randomFile("shared.bin", SHARED * 1000, 1)
            .randomFile("quick.bin", 1000, 3)
            .chunkSize(1000);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base).with(slow);
        sandbox.registry.add("g", "quick", "v", quick);
        sandbox.serve();
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    @Tag("C06")
    void theOneThatEndsFirstTakesNothingAwayFromTheOther() throws Exception {
        String cached = slow.chunkHashes().get(0);
        Files.write(
                Files.createDirectories(base.resolve("cache/chunks")).resolve(cached),
                slow.chunks().get(0));
        CountDownLatch hold = new CountDownLatch(1);
        String held = "/data/" + slow.chunkHashes().get(2);
        sandbox.server.next(held, new NetworkFault.Hold(hold));
        try (ModelManager one = sandbox.manager();
                ModelManager two = sandbox.manager()) {
            CompletableFuture<PullResult> first =
                    CompletableFuture.supplyAsync(() -> one.pull(Sandbox.REF, ONE_BY_ONE));
            sandbox.server.awaitRequests(held, 1);

            assertThat(two.pull(QUICK).bytesFetched()).isEqualTo(4000);
            assertThat(two.verify(QUICK).ok()).isTrue();

            hold.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS).bytesFetched()).isEqualTo(4000);
            assertThat(one.verify(Sandbox.REF).ok()).isTrue();
        }
        sandbox.assertInstalled("v", slow);
        assertThat(sandbox.server.count("/data/" + cached)).isZero();
        for (String hash : slow.chunkHashes().subList(1, SHARED)) {
            assertThat(sandbox.server.count("/data/" + hash))
                    .as("requests of the two for %s", hash)
                    .isEqualTo(2);
        }
    }
}
