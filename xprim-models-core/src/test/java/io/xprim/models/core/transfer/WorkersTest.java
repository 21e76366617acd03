// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.xprim.models.Cancellation;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void doesEachItemOnceWhileTheNumberOfWorkersComesAndGoes() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        AtomicIntegerArray done = new AtomicIntegerArray(3000);
        new Workers(threads, cancellation)
                .run(done.length(), left -> 1 + asked.getAndIncrement() % 5, (item, buffer, ended) -> {
                    counted(() -> sleep(1));
                    done.incrementAndGet(item);
                });
        for (int item = 0; item < done.length(); item++) {
            assertThat(done.get(item)).isEqualTo(1);
        }
        assertThat(asked).hasValueGreaterThan(5);
        assertThat(most).hasValueBetween(2, 5);
        assertThat(atOnce).hasValue(0);
    }

    @Test
    void areNeverMoreThanAFixedNumberNorThanThereAreItems() throws IOException {
        new Workers(threads, cancellation)
                .run(100, Concurrency.fixed(3), (item, buffer, ended) -> counted(() -> sleep(1)));
        assertThat(most).hasValue(3);
        new Workers(threads, cancellation).run(0, Concurrency.fixed(3), (item, buffer, ended) -> {
            throw new AssertionError("there is nothing to do");
        });
    }

    @Test
    void grownWhileTheFirstAreStuckTheOthersDoTheRest() throws IOException {
        CountDownLatch others = new CountDownLatch(2);
        AtomicInteger asked = new AtomicInteger();
        new Workers(threads, cancellation)
                .run(3, left -> asked.getAndIncrement() == 0 ? 1 : 3, (item, buffer, ended) -> {
                    if (item == 0) {
                        await(others);
                    } else {
                        others.countDown();
                    }
                });
        assertThat(others.getCount()).isZero();
    }

    @Test
    void theFirstFailureEndsAllAndComesOut() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Workers(threads, cancellation)
                        .run(1000, Concurrency.fixed(2), (item, buffer, ended) -> {
                            if (item == 5) {
                                throw new IOException("broken");
                            }
                            assertThat(item).isLessThan(1000);
                            counted(() -> sleep(1));
                        }))
                .withMessage("broken");
        assertThat(atOnce).hasValue(0);
    }

    @Test
    void aFailureOfWhoeverDecidesEndsAllToo() {
        AtomicInteger asked = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> new Workers(threads, cancellation)
                        .run(
                                1_000_000,
                                left -> {
                                    if (asked.getAndIncrement() > 0) {
                                        throw new IllegalStateException("undecided");
                                    }
                                    return 2;
                                },
                                (item, buffer, ended) -> counted(() -> sleep(1))))
                .withMessage("undecided");
        assertThat(atOnce).hasValue(0);
    }

    @Test
    void cancellingEndsAll() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new Workers(threads, cancellation)
                        .run(1000, Concurrency.fixed(2), (item, buffer, ended) -> {
                            if (item == 5) {
                                cancellation.cancel();
                            }
                            assertThat(item).isLessThan(10);
                        }));
    }

    private void counted(Runnable work) {
        int now = atOnce.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        work.run();
        atOnce.decrementAndGet();
    }

    private static void sleep(long millis) {
        await(new CountDownLatch(1), millis);
    }

    private static void await(CountDownLatch latch) {
        await(latch, 30_000);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            boolean ignored = latch.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
