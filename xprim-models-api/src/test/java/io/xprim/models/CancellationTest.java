// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void itIsCancelledOnceCancelledAndStaysSo() {
        assertThat(cancellation.isCancelled()).isFalse();
        cancellation.cancel();
        cancellation.cancel();
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void aCallbackRunsOnceHoweverOftenItIsCancelled() {
        cancellation.onCancel(calls::incrementAndGet);
        assertThat(calls).hasValue(0);
        cancellation.cancel();
        cancellation.cancel();
        assertThat(calls).hasValue(1);
    }

    @Test
    void callbacksRunInTheThreadThatCancelsAndSeeItCancelled() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        cancellation.onCancel(() -> {
            assertThat(cancellation.isCancelled()).isTrue();
            thread.set(Thread.currentThread());
        });
        cancellation.cancel();
        assertThat(thread).hasValue(Thread.currentThread());
    }

    @Test
    void aCallbackGivenAfterwardsRunsAtOnceAndOnlyThen() {
        cancellation.cancel();
        Cancellation.Registration registration = cancellation.onCancel(calls::incrementAndGet);
        assertThat(calls).hasValue(1);
        cancellation.cancel();
        registration.close();
        assertThat(calls).hasValue(1);
    }

    @Test
    void aCallbackThatWasTakenBackDoesNotRun() {
        Cancellation.Registration registration = cancellation.onCancel(calls::incrementAndGet);
        cancellation.onCancel(calls::incrementAndGet);
        registration.close();
        registration.close();
        cancellation.cancel();
        assertThat(calls).hasValue(1);
    }

    @Test
    void aCallbackMayTakeItselfBackAndCancelAgain() {
        List<Cancellation.Registration> own = new ArrayList<>();
        own.add(cancellation.onCancel(() -> {
            own.forEach(Cancellation.Registration::close);
            cancellation.cancel();
            calls.incrementAndGet();
        }));
        cancellation.cancel();
        assertThat(calls).hasValue(1);
    }

    @Test
    void eachCallbackRunsOnceWhileOthersCancelAndRegister() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 500; round++) {
                Cancellation contested = new Cancellation();
                AtomicInteger count = new AtomicInteger();
                for (int before = 0; before < 50; before++) {
                    contested.onCancel(count::incrementAndGet);
                }
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<?>> ends = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    boolean cancels = thread % 2 == 0;
                    ends.add(threads.submit(() -> {
                        start.await();
                        if (cancels) {
                            contested.cancel();
                        } else {
                            contested.onCancel(count::incrementAndGet);
                        }
                        return null;
                    }));
                }
                for (Future<?> end : ends) {
                    end.get();
                }
                assertThat(count).hasValue(52);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void waitingEndsWithTheTimeIfItIsNotCancelled() throws Exception {
        assertThat(cancellation.await(Duration.ofMillis(1))).isFalse();
        assertThat(cancellation.await(Duration.ZERO)).isFalse();
    }

    @Test
    void waitingForeverEndsWhenItIsCancelled() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Thread canceller = new Thread(() -> {
            try {
                waiting.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            cancellation.cancel();
        });
        canceller.start();
        waiting.countDown();
        assertThat(cancellation.await(ChronoUnit.FOREVER.getDuration())).isTrue();
        canceller.join();
    }

    @Test
    void aCallbackThatThrowsKeepsNoOtherFromRunning() {
        Cancellation cancellation = new Cancellation();
        AtomicInteger calls = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            cancellation.onCancel(() -> {
                calls.incrementAndGet();
                throw new IllegalStateException("a callback's own failure");
            });
        }
        assertThatThrownBy(cancellation::cancel).isInstanceOf(IllegalStateException.class);
        assertThat(calls).hasValue(5);
    }
}
