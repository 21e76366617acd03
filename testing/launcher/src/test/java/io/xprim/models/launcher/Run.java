// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A run of the launcher under way. */
final class Run {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Path stdout;
    private final Path stderr;

    Run(Process process, Path stdout, Path stderr) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    Process process() {
        return process;
    }

    /** Waits until stderr holds the text. */
    void awaitStderr(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!Files.readString(stderr).contains(text)) {
            assertThat(System.nanoTime())
                    .as("waiting for '%s', there is: %s", text, Files.readString(stderr))
                    .isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    Outcome await() throws IOException, InterruptedException {
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended)
                .as("ended in time; stderr: %s", Files.readString(stderr))
                .isTrue();
        return new Outcome(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
    }
}
