// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileInputTest {
    @TempDir
    private Path folder;

    @Test
    void bytesComeOneByOneOrManyAtOnceUntilTheEnd() throws IOException {
        Path path = Files.write(folder.resolve("f"), new byte[] {1, -1, 3, 4});
        byte[] rest = new byte[5];
        try (FileOperations.OpenFile file = new SystemFileOperations().openForReading(path)) {
            InputStream input = new FileInput(file);
            assertThat(input.read()).isEqualTo(1);
            assertThat(input.read()).isEqualTo(255);
            assertThat(input.read(rest, 0, 0)).isZero();
            assertThat(input.read(rest, 1, 4)).isEqualTo(2);
            assertThat(rest).containsExactly(0, 3, 4, 0, 0);
            assertThat(input.read(rest, 0, 0)).isZero();
            assertThat(input.read()).isEqualTo(-1);
            assertThat(input.read(rest)).isEqualTo(-1);
        }
    }
}
