// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RateLimitTest {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void withoutOneNobodyWaits() {
        RateLimit limit = RateLimit.none();
        assertThat(limit.bytesPerSecond()).isEmpty();
        for (int i = 0; i < 1000; i++) {
            limit.acquire(Long.MAX_VALUE, cancellation);
        }
        assertThat(limit).hasToString("RateLimit[none]");
    }

    @Test
    void isKeptOnAverageByAllWhoShareIt() {
        RateLimit limit = RateLimit.of(1_000_000);
        long start = System.nanoTime();
        CompletableFuture<?>[] both = {takeAsync(limit, 5, 50_000), takeAsync(limit, 5, 50_000)};
        CompletableFuture.allOf(both).join();
        limit.acquire(0, cancellation);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(490));
    }

    @Test
    void saysHowLongItHeldUp() {
        RateLimit limit = RateLimit.of(1_000_000);
        assertThat(limit.acquire(100_000, cancellation)).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(limit.acquire(1, cancellation)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void whoWaitsGoesOnAtTheRateThatItIsChangedTo() throws Exception {
        RateLimit limit = RateLimit.of(1);
        limit.acquire(3_000_000, cancellation);
        CompletableFuture<?> waiting = takeAsync(limit, 1, 1);
        limit.change(30_000_000);
        waiting.get(30, TimeUnit.SECONDS);
        assertThat(limit.bytesPerSecond()).hasValue(30_000_000);
    }

    @Test
    void whoWaitsGoesOnOnceItIsLifted() throws Exception {
        RateLimit limit = RateLimit.of(1);
        limit.acquire(3_000_000, cancellation);
        CompletableFuture<?> waiting = takeAsync(limit, 1, 1);
        limit.lift();
        waiting.get(30, TimeUnit.SECONDS);
        assertThat(limit.bytesPerSecond()).isEmpty();
    }

    @Test
    void cancellingEndsTheWait() {
        RateLimit limit = RateLimit.of(1);
        limit.acquire(3_000_000, cancellation);
        CompletableFuture<?> waiting = takeAsync(limit, 1, 1);
        cancellation.cancel();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(CancellationException.class);
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        RateLimit limit = RateLimit.of(1);
        limit.acquire(3_000_000, cancellation);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> limit.acquire(1, cancellation));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aRateThatIsNotPositiveIsRefused(long rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(rate));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.none().change(rate));
    }

    private CompletableFuture<?> takeAsync(RateLimit limit, int times, long bytes) {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; i < times; i++) {
                limit.acquire(bytes, cancellation);
            }
        });
    }
}
