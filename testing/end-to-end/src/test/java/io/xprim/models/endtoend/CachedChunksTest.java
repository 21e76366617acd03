// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xprim.models.ModelManager;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a pull makes of things in the chunk cache that are not the chunks that their names say. */
@Timeout(60)
final class CachedChunksTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 3000, 1).chunkSize(1000);

    @TempDir
    private Path base;

    private Sandbox sandbox;
    private Path cached;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base).with(MODEL);
        cached = Files.createDirectories(base.resolve("cache/chunks"))
                .resolve(MODEL.chunkHashes().get(1));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void assertFetchedInstead() {
        try (ModelManager manager = sandbox.manager()) {
            PullResult result = manager.pull(Sandbox.REF);

            assertThat(result.bytesFetched()).isEqualTo(3000);
            assertThat(result.bytesReused()).isZero();
        }
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    @Tag("D13")
    void oneThatRottedIsRemovedAndFetched() throws IOException {
        byte[] rotten = MODEL.chunks().get(1);
        rotten[999] ^= 1;
        Files.write(cached, rotten);

        assertFetchedInstead();

        assertThat(cached).doesNotExist();
    }

    @Test
    @Tag("D13")
    void oneOfNoBytesIsPassedBy() throws IOException {
        Files.createFile(cached);

        assertFetchedInstead();
    }

    @Test
    @Tag("D13")
    void aFolderIsPassedByWithWhatIsInIt() throws IOException {
        Files.writeString(Files.createDirectory(cached).resolve("mine"), "precious");

        assertFetchedInstead();

        assertThat(cached.resolve("mine")).hasContent("precious");
    }

    @Test
    @Tag("D13")
    void aLinkIsNotFollowedEvenToTheRightBytes(@TempDir Path outside) throws IOException {
        Path target = Files.write(outside.resolve("target"), MODEL.chunks().get(1));
        Files.createSymbolicLink(cached, target);

        assertFetchedInstead();

        assertThat(target).hasBinaryContent(MODEL.chunks().get(1));
    }

    @Test
    @Tag("D13")
    void aPipeHoldsNobodyUp() throws Exception {
        Process mkfifo = new ProcessBuilder("sh", "-c", "mkfifo '" + cached + "'").start();
        assumeTrue(mkfifo.waitFor() == 0, "this machine makes no pipes with names");

        CompletableFuture<Void> pull = CompletableFuture.runAsync(this::assertFetchedInstead);
        try {
            pull.get(30, TimeUnit.SECONDS);
        } finally {
            if (!pull.isDone()) {
                // Lets go of whoever has opened the other end.
                new ProcessBuilder("sh", "-c", ": > '" + cached + "'").start();
            }
        }

        assertThat(Files.exists(cached, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
