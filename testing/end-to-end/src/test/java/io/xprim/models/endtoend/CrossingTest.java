// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pull and a removal of one model that begin at the same moment. */
@Timeout(120)
final class CrossingTest {
    private static final int ROUNDS = 10 * Integer.getInteger("stress.seconds", 8);
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 3000, 1).chunkSize(1000);
    private static final PullOptions QUICK =
            PullOptions.builder().durable(false).build();

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
    @Tag("C04")
    void theyEndAsIfOneHadComeAfterTheOther() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        int listed = 0;
        boolean before = false;
        try (ModelManager pulling = sandbox.manager();
                ModelManager removing = sandbox.manager()) {
            for (int round = 0; round < ROUNDS; round++) {
                CompletableFuture<Boolean> removal =
                        CompletableFuture.supplyAsync(() -> meet(start) && removes(removing));
                meet(start);
                pulling.pull(Sandbox.REF, QUICK);
                boolean removed = removal.get(60, TimeUnit.SECONDS);

                boolean there = pulling.installedRefs().contains(Sandbox.REF);
                assertThat(removed)
                        .as("there before: %s, there now: %s, removed", before, there)
                        .isEqualTo(there ? before : true);
                before = there;
                if (there) {
                    listed++;
                    assertThat(removing.verify(Sandbox.REF).damaged()).isEmpty();
                    sandbox.assertInstalled("v", MODEL);
                } else {
                    assertThat(sandbox.version("v")).doesNotExist();
                }
            }
            System.out.println("crossings: " + ROUNDS + " rounds, the model there after " + listed);
            pulling.prune();
            StoreCheck.assertNothingElse(base, pulling.installedRefs());
        }
    }

    private static boolean removes(ModelManager manager) {
        try {
            manager.remove(Sandbox.REF);
            return true;
        } catch (NotInstalledException e) {
            return false;
        }
    }

    private static boolean meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
