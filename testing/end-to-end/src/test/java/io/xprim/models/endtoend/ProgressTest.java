// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ProgressListener;
import io.xprim.models.PullOptions;
import io.xprim.models.PullProgress;
import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ProgressTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 300_000, 1).file("b", "b").chunkSize(10_000);

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
    void phasesComeInOrderBytesNeverDecreaseAndTheLastStateIsComplete() {
        List<PullProgress> states = new CopyOnWriteArrayList<>();
        pull(states::add);

        List<PullProgress> seen = new ArrayList<>(states);
        assertThat(seen).isSortedAccordingTo((a, b) -> a.phase().compareTo(b.phase()));
        assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(a.bytesCompleted(), b.bytesCompleted()));
        PullProgress last = seen.get(seen.size() - 1);
        assertThat(last.phase()).isEqualTo(PullProgress.Phase.EXTRACTING);
        assertThat(last.bytesCompleted()).isEqualTo(300_001).isEqualTo(last.bytesTotal());
        assertThat(last.chunksCompleted()).isEqualTo(31).isEqualTo(last.chunksTotal());
        assertThat(last.bytesFetched()).isEqualTo(300_001);
        assertThat(last.bytesInProgress()).isZero();
        assertThat(last.currentFile()).isPresent();
    }

    @Test
    @Tag("D20")
    void aListenerThatThrowsIsDroppedAndThePullGoesOn() {
        AtomicInteger calls = new AtomicInteger();
        pull(progress -> {
            calls.incrementAndGet();
            throw new IllegalStateException("the listener's own failure");
        });
        assertThat(calls).hasValue(1);
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    void aListenerThatHangsDoesNotHoldThePullBack() {
        CountDownLatch release = new CountDownLatch(1);
        pull(progress -> awaitUninterruptibly(release));
        release.countDown();
        sandbox.assertInstalled("v", MODEL);
    }

    @Test
    void aListenerThatSleepsTenSecondsLengthensAPullByLessThanTwo() {
        Duration usual = shortestPull(progress -> {});

        assertThat(shortestPull(progress -> sleepTenSeconds()).minus(usual)).isLessThan(Duration.ofSeconds(2));
    }

    /** Of three, since the machine may be slow for a moment. */
    private Duration shortestPull(ProgressListener listener) {
        return Duration.ofNanos(IntStream.range(0, 3)
                .mapToLong(i -> nanosOfAForcedPull(listener))
                .min()
                .orElseThrow());
    }

    private long nanosOfAForcedPull(ProgressListener listener) {
        PullOptions options =
                PullOptions.builder().force(true).progress(listener).build();
        try (ModelManager manager = sandbox.manager()) {
            long start = System.nanoTime();
            manager.pull(Sandbox.REF, options);
            return System.nanoTime() - start;
        }
    }

    private static void sleepTenSeconds() {
        try {
            TimeUnit.SECONDS.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pull(ProgressListener listener) {
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF, PullOptions.builder().progress(listener).build());
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
