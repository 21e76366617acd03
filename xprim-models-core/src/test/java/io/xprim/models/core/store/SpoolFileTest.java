// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFileTest {
    private final AtomicInteger closed = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void whatIsAppendedIsReadFromItsStartAsOftenAsIsWanted() throws IOException {
        SpoolFile spool = SpoolFile.create(new SystemFileOperations(), folder.resolve("a/b"), "spool");
        spool.append(ByteBuffer.wrap("one ".getBytes(UTF_8)));
        spool.append(ByteBuffer.wrap("two".getBytes(UTF_8)));
        for (int i = 0; i < 2; i++) {
            try (InputStream content = spool.open()) {
                assertThat(content.readAllBytes()).asString(UTF_8).isEqualTo("one two");
            }
        }
        spool.close();
    }

    @Test
    void nothingInTheFolderHasItsNameAndItIsClosedOnce() throws IOException {
        SpoolFile spool = SpoolFile.create(counting("nothing"), folder, "spool");
        assertThat(folder).isEmptyDirectory();
        assertThat(closed).hasValue(0);
        spool.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void oneWhoseNameCannotBeTakenAwayIsClosedAndNotUsed() {
        assertThatIOException()
                .isThrownBy(() -> SpoolFile.create(counting("delete"), folder, "spool"))
                .withMessage("delete");
        assertThat(closed).hasValue(1);
    }

    @Test
    void oneThatIsThereAlreadyIsNotWrittenOver() throws IOException {
        Files.writeString(folder.resolve("spool"), "another's");
        assertThatIOException().isThrownBy(() -> SpoolFile.create(new SystemFileOperations(), folder, "spool"));
        assertThat(folder.resolve("spool")).hasContent("another's");
    }

    private WatchedFileOperations counting(String failing) {
        return new WatchedFileOperations(step -> {
            if (step.name().equals("file.close")) {
                closed.incrementAndGet();
            }
            if (step.name().equals(failing)) {
                throw new IOException(failing);
            }
        });
    }
}
