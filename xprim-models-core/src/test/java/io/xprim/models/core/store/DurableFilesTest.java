// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is on the disk once it is said to be, on one that writes in pieces and then loses all that was not forced. */
class DurableFilesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getRoot();
    private static final byte[] CONTENT = content();

    private final SimulatedDisk disk = new SimulatedDisk(ROOT, Instant.EPOCH);
    private final WholeFiles files = new WholeFiles(disk);
    private final Path folder = ROOT.resolve("a/b");
    private final Path file = folder.resolve("file");

    private static byte[] content() {
        byte[] content = new byte[200_001];
        new Random(1).nextBytes(content);
        return content;
    }

    @Test
    void aFileIsThereAfterAPowerCutIfItWasMadeDurable() throws IOException {
        files.createDirectories(folder);
        files.create(file, CONTENT, true);
        assertLeft(CONTENT);
    }

    @Test
    void aFileThatWasNotMadeDurableMayBeLost() throws IOException {
        files.createDirectories(folder);
        files.create(file, CONTENT, false);
        assertLeft(new byte[0]);
    }

    @Test
    void soIsWhatAStreamHad() throws IOException {
        files.createDirectories(folder);
        files.create(file, new ByteArrayInputStream(CONTENT), true);
        assertLeft(CONTENT);
    }

    @Test
    void soIsACopy() throws IOException {
        files.createDirectories(folder);
        Path original = ROOT.resolve("original");
        files.create(original, CONTENT, false);
        files.copy(original, file);
        assertLeft(CONTENT);
    }

    @Test
    void whatTakesFewerBytesAtATimeGetsThemAll() throws IOException {
        files.createDirectories(folder);
        disk.with(new DiskFault() {
            @Override
            public void strike(Step step) {}

            @Override
            public int most(Step step, int bytes) {
                return Math.min(bytes, 777);
            }
        });
        files.create(file, CONTENT, true);
        assertLeft(CONTENT);
    }

    private void assertLeft(byte[] expected) throws IOException {
        disk.forceDirectory(folder);
        SimulatedDisk left = disk.afterPowerCut(change -> PowerCut.Fate.LOST);
        try (FileOperations.OpenFile found = left.openForReading(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) found.size());
            assertThat(WholeFiles.read(found, bytes, 0)).isTrue();
            assertThat(bytes.array()).isEqualTo(expected);
        }
    }
}
