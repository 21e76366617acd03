// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How much this JVM holds, the fault server's threads apart.
 *
 * @param files open file descriptors where the system lists them, else 0
 */
record HeldResources(long threads, long files) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Duration PAUSE = Duration.ofMillis(50);

    static HeldResources now() throws IOException {
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("fault-server"))
                .count();
        return new HeldResources(threads, openFiles());
    }

    /**
     * Waits until no more than so many threads and descriptors have come since, and fails if that does not happen soon.
     *
     * @param collect whether garbage is to be collected in the meantime
     */
    void assertGrownByAtMost(int most, boolean collect) throws IOException, InterruptedException {
        long end = System.nanoTime() + Trial.SOON.toNanos();
        HeldResources now = now();
        while (now.exceeds(this, most) && System.nanoTime() < end) {
            if (collect) {
                System.gc();
            }
            new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            now = now();
        }
        HeldResources last = now;
        assertTrue(!now.exceeds(this, most), () -> "it was " + this + ", it is " + last);
    }

    private boolean exceeds(HeldResources before, int most) {
        return threads - before.threads > most || files - before.files > most;
    }

    private static long openFiles() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }
}
