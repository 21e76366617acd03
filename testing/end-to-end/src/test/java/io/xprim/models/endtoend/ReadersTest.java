// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers beside a writer: what is listed is whole, at any moment. */
@Timeout(120)
final class ReadersTest {
    private static final int SWAPS = 150;
    private static final int READS = 1000;
    private static final int CHANGES = 20;
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 3000, 1).chunkSize(1000);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
        sandbox.with(MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    @Tag("C07")
    void aModelThatIsReplacedOverAndOverIsThereForItsReadersAllTheTime() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        PullOptions again = PullOptions.builder().force(true).durable(false).build();
        try (ModelManager writer = sandbox.manager();
                ModelManager reader = sandbox.manager()) {
            writer.pull(Sandbox.REF);
            CompletableFuture<Integer> reads = CompletableFuture.supplyAsync(() -> readUntil(done, reader));
            for (int i = 0; i < SWAPS && !reads.isDone(); i++) {
                writer.pull(Sandbox.REF, again);
            }
            done.set(true);
            assertThat(reads.get(30, TimeUnit.SECONDS)).isPositive();
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    @Tag("C07")
    void whoReadsWhileModelsComeAndGoFindsThemWholeOrNotAtAll() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        PullOptions quick = PullOptions.builder().durable(false).build();
        try (ModelManager writer = sandbox.manager();
                ModelManager reader = sandbox.manager()) {
            AtomicInteger changed = new AtomicInteger();
            CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    writer.pull(Sandbox.REF, quick);
                    writer.remove(Sandbox.REF);
                    changed.incrementAndGet();
                }
            });
            int found = 0;
            int read = 0;
            for (; read < READS || changed.get() < CHANGES; read++) {
                found += reader.listInstalled().size();
                found += isThere(() -> assertThat(reader.path(Sandbox.REF)).isEqualTo(sandbox.version("v")));
                found += isThere(() ->
                        assertThat(reader.getInstalled(Sandbox.REF).totalSize()).isEqualTo(3000));
                assertThat(changes).isNotDone();
            }
            done.set(true);
            changes.get(30, TimeUnit.SECONDS);
            System.out.println("readers: " + 3 * read + " reads found " + found + " models beside " + changed
                    + " installs and removals");
            assertThat(found).isBetween(1, 3 * read - 1);
        }
    }

    private static int isThere(Runnable read) {
        try {
            read.run();
            return 1;
        } catch (NotInstalledException e) {
            return 0;
        }
    }

    private static int readUntil(AtomicBoolean done, ModelManager reader) {
        int reads = 0;
        while (!done.get()) {
            assertThat(reader.path(Sandbox.REF)).isAbsolute();
            assertThat(reader.listInstalled()).hasSize(1);
            assertThat(reader.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.ALREADY_INSTALLED);
            reads++;
        }
        return reads;
    }
}
