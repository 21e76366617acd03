// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SideBySideTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void shutDown() {
        threads.shutdownNow();
    }

    @Test
    void asManyWorkAtOnceAsWereAskedFor() {
        CyclicBarrier all = new CyclicBarrier(3);
        SideBySide.run(threads, 3, () -> {
            try {
                all.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            ended.incrementAndGet();
        });
        assertThat(ended).hasValue(3);
    }

    @Test
    void withoutAnotherThreadTheCallerDoesIt() {
        Thread caller = Thread.currentThread();
        SideBySide.run(
                work -> {
                    throw new RejectedExecutionException("full");
                },
                3,
                () -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    ended.incrementAndGet();
                });
        assertThat(ended).hasValue(1);
    }

    @Test
    void theOthersAreWaitedForEvenIfTheCallersWorkFails() {
        Thread caller = Thread.currentThread();
        CountDownLatch failing = new CountDownLatch(1);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> SideBySide.run(threads, 2, () -> {
                    if (Thread.currentThread() == caller) {
                        failing.countDown();
                        throw new IllegalStateException("ours");
                    }
                    await(failing);
                    ended.incrementAndGet();
                }));
        assertThat(ended).hasValue(1);
    }

    @Test
    void whatAnotherThreadThrowsComesOut() {
        Thread caller = Thread.currentThread();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> SideBySide.run(threads, 2, () -> {
                    if (Thread.currentThread() != caller) {
                        throw new IllegalStateException("theirs");
                    }
                }))
                .withRootCauseInstanceOf(IllegalStateException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
