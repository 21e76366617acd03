// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeartbeatTest {
    private static final Duration OFTEN = Duration.ofMillis(1);

    @Test
    void beatsAgainAndAgainOnOneDaemonThatKeepsNoClassLoaderAlive() throws Exception {
        CompletableFuture<Thread> first = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        CountDownLatch beats = new CountDownLatch(3);
        Thread thread;
        try (Heartbeat heartbeat = new Heartbeat()) {
            heartbeat.every(OFTEN, () -> {
                first.complete(Thread.currentThread());
                beats.countDown();
            });
            heartbeat.every(OFTEN, () -> second.complete(Thread.currentThread()));
            beats.await();
            thread = first.get();
            assertThat(second.get()).isSameAs(thread);
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getContextClassLoader()).isNull();
        }
        thread.join();
    }

    @Test
    void whatIsStoppedDoesNotBeatAnyMore() throws Exception {
        try (Heartbeat heartbeat = new Heartbeat()) {
            AtomicInteger beats = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(1);
            Heartbeat.Beating[] beating = new Heartbeat.Beating[1];
            CountDownLatch ready = new CountDownLatch(1);
            beating[0] = heartbeat.every(OFTEN, () -> {
                await(ready);
                beats.incrementAndGet();
                beating[0].stop();
                begun.countDown();
            });
            ready.countDown();
            begun.await();
            CountDownLatch others = new CountDownLatch(10);
            heartbeat.every(OFTEN, others::countDown);
            others.await();
            assertThat(beats).hasValue(1);
        }
    }

    @Test
    void nothingBeginsOnceItIsClosed() {
        Heartbeat heartbeat = new Heartbeat();
        heartbeat.close();
        heartbeat.every(OFTEN, () -> {}).stop();
        heartbeat.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
