// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetriesTest {
    private static final Pattern DELAY = Pattern.compile("in (\\d+) ms");
    private static final FetchException.Kind NETWORK = FetchException.Kind.NETWORK;
    private static final FetchException.Kind MISMATCH = FetchException.Kind.MISMATCH;

    private final RecordingLogger logger = new RecordingLogger();
    private int attempts;

    /** How an attempt goes: how many bytes it reaches, and how it fails. */
    private record Try(long reached, FetchException.Kind kind) {}

    @Test
    void whatGoesWellIsNotRepeated() throws Exception {
        run(3);
        assertThat(attempts).isEqualTo(1);
        assertThat(logger.messages()).isEmpty();
    }

    @Test
    @Tag("N01")
    @Tag("N09")
    void whatAlwaysFailsIsTriedOnceAndAsOftenAsThePolicySays() {
        assertFails(3, NETWORK, forever(new Try(0, NETWORK)));
        assertThat(attempts).isEqualTo(4);
        assertThat(logger.messages()).hasSize(3).first().asString().contains("attempt 1/3");
    }

    @Test
    void withoutRetriesTheFirstFailureIsTheLast() {
        assertFails(0, NETWORK, forever(new Try(100, NETWORK)));
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void whatFailsForGoodIsNotRepeated() {
        for (FetchException.Kind kind : List.of(
                FetchException.Kind.MISSING,
                FetchException.Kind.REFUSED,
                FetchException.Kind.REDIRECT,
                FetchException.Kind.TOO_LONG)) {
            attempts = 0;
            assertFails(3, kind, forever(new Try(0, kind)));
            assertThat(attempts).as(kind.name()).isEqualTo(1);
        }
    }

    @Test
    void anAttemptThatBringsNewBytesDoesNotCount() throws Exception {
        run(
                1,
                new Try(10, NETWORK),
                new Try(20, NETWORK),
                new Try(30, NETWORK),
                new Try(40, FetchException.Kind.SERVER));
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    void anAttemptThatCameFarIsFollowedAtOnceAndOneThatDidNotAfterAWait() throws Exception {
        run(1, new Try(300_000, NETWORK), new Try(600_000, NETWORK), new Try(601_000, NETWORK));
        assertThat(logger.messages()).hasSize(3);
        assertThat(logger.messages().subList(0, 2)).allMatch(message -> message.endsWith("; going on at once"));
        assertThat(logger.messages().get(2)).contains("attempt 1/1 in");
    }

    @Test
    void aBusyServerIsNotAskedAtOnceHoweverMuchItGave() throws Exception {
        run(2, new Try(300_000, FetchException.Kind.SERVER), new Try(600_000, FetchException.Kind.SLOW));
        assertThat(logger.messages()).allMatch(message -> DELAY.matcher(message).find());
    }

    @Test
    void anAttemptThatOnlyReachesWhereAnotherWasCounts() {
        assertFails(2, NETWORK, new Try(10, NETWORK), new Try(10, NETWORK), new Try(9, NETWORK));
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void newBytesGiveAllRetriesBack() {
        assertFails(
                2,
                NETWORK,
                new Try(0, NETWORK),
                new Try(0, NETWORK),
                new Try(5, NETWORK),
                new Try(5, NETWORK),
                new Try(0, NETWORK));
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    @Tag("N05")
    void newBytesThatCameTooSlowlyGiveNoRetriesBack() {
        assertFails(
                3,
                FetchException.Kind.SLOW,
                new Try(10, FetchException.Kind.SLOW),
                new Try(20, FetchException.Kind.SLOW),
                new Try(30, FetchException.Kind.SLOW),
                new Try(40, FetchException.Kind.SLOW));
        assertThat(attempts).isEqualTo(4);
    }

    @Test
    @Tag("N05")
    void attemptsThatBringAByteMoreEachEndWithTheLastThatThePolicyAllows() {
        RetryPolicy policy = RetryPolicy.builder()
                .retries(3)
                .firstDelay(Duration.ZERO)
                .mostAttempts(20)
                .build();
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> new Retries(policy, () -> 0, logger)
                        .run(
                                "download",
                                reached -> {
                                    reached.bytes(++attempts);
                                    throw new FetchException(NETWORK, "failed", null);
                                },
                                new Cancellation()));
        assertThat(attempts).isEqualTo(20);
    }

    @Test
    @Tag("N14")
    void bytesThatAreWrongEachTimeAreTriedFourTimesInAll() {
        assertFails(3, MISMATCH, forever(new Try(100, MISMATCH)));
        assertThat(attempts).isEqualTo(4);
    }

    @Test
    void onceBytesWereWrongNewOnesDoNotGiveRetriesBack() {
        assertFails(
                3, NETWORK, new Try(10, MISMATCH), new Try(20, NETWORK), new Try(30, NETWORK), new Try(40, NETWORK));
        assertThat(attempts).isEqualTo(4);
    }

    @Test
    @Tag("N14")
    void bytesThatWereWrongOnceAreFetchedAgain() throws Exception {
        run(3, new Try(100, MISMATCH));
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void whatTheSinkThrowsComesOutUnchangedAndIsNotRepeated() {
        IOException full = new IOException("No space left on device");
        Retries retries = new Retries(policy(3, Duration.ZERO, Duration.ZERO), () -> 0, logger);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> retries.run(
                        "download",
                        reached -> {
                            attempts++;
                            throw full;
                        },
                        new Cancellation()))
                .isSameAs(full);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    @Tag("N08")
    void delaysDoubleAndHaveAtMostAQuarterMoreAtRandom() {
        Duration first = Duration.ofMillis(8);
        assertThat(delays(first, Duration.ofMinutes(1), () -> 0, Optional.empty()))
                .containsExactly(8L, 16L, 32L);
        assertThat(delays(first, Duration.ofMinutes(1), () -> -1L, Optional.empty()))
                .satisfiesExactly(
                        delay -> assertThat(delay).isBetween(9L, 10L),
                        delay -> assertThat(delay).isBetween(19L, 20L),
                        delay -> assertThat(delay).isBetween(39L, 40L));
    }

    @Test
    void noDelayIsLongerThanTheLongest() {
        assertThat(delays(Duration.ofMillis(8), Duration.ofMillis(10), () -> 0, Optional.empty()))
                .containsExactly(8L, 10L, 10L);
        assertThat(delays(ChronoUnit.FOREVER.getDuration(), Duration.ofMillis(1), () -> 0, Optional.empty()))
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    @Tag("N10")
    void theServersWishIsGrantedUpToTheLongestAndNeverShortensADelay() {
        assertThat(delays(Duration.ofMillis(1), Duration.ofMillis(20), () -> 0, Optional.of(Duration.ofMillis(12))))
                .containsExactly(12L, 12L, 12L);
        assertThat(delays(Duration.ofMillis(1), Duration.ofMillis(5), () -> 0, Optional.of(Duration.ofDays(30_000))))
                .containsExactly(5L, 5L, 5L);
        assertThat(delays(Duration.ofMillis(8), Duration.ofMillis(20), () -> 0, Optional.of(Duration.ZERO)))
                .containsExactly(8L, 16L, 20L);
    }

    @Test
    void cancellingEndsTheWait() {
        Cancellation cancellation = new Cancellation();
        FutureTask<Void> call = waiting(cancellation);
        cancellation.cancel();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(call::get)
                .withCauseInstanceOf(CancellationException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        Thread.currentThread().interrupt();
        Retries retries =
                new Retries(policy(3, Duration.ofDays(1), Duration.ofDays(1)), RandomGenerator.getDefault(), logger);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> retries.run("download", reached -> fail(NETWORK), new Cancellation()));
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Starts a call that waits a day before its second attempt, and returns when it waits. */
    private FutureTask<Void> waiting(Cancellation cancellation) {
        Retries retries = new Retries(policy(3, Duration.ofDays(1), Duration.ofDays(1)), () -> 0, logger);
        FutureTask<Void> call = new FutureTask<>(() -> {
            retries.run("download", reached -> fail(NETWORK), cancellation);
            return null;
        });
        Thread thread = new Thread(call);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && !call.isDone()) {
            Thread.onSpinWait();
        }
        return call;
    }

    private void fail(FetchException.Kind kind) throws FetchException {
        attempts++;
        throw new FetchException(kind, "failed", null);
    }

    private List<Long> delays(Duration first, Duration most, RandomGenerator random, Optional<Duration> retryAfter) {
        logger.clear();
        Retries retries = new Retries(policy(3, first, most), random, logger);
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> retries.run(
                        "download",
                        reached -> {
                            throw new FetchException(FetchException.Kind.SERVER, "busy", null, retryAfter);
                        },
                        new Cancellation()));
        return logger.messages().stream().map(RetriesTest::delay).toList();
    }

    private static long delay(String message) {
        Matcher matcher = DELAY.matcher(message);
        assertThat(matcher.find()).as(message).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private void assertFails(int retries, FetchException.Kind last, Try... tries) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> run(retries, tries))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(last));
    }

    /** Runs attempts that go as said, and well after that. */
    private void run(int retries, Try... tries) throws FetchException, IOException {
        Deque<Try> coming = new ArrayDeque<>(List.of(tries));
        new Retries(policy(retries, Duration.ZERO, Duration.ZERO), () -> 0, logger)
                .run(
                        "download",
                        reached -> {
                            attempts++;
                            Try next = coming.poll();
                            if (next != null) {
                                reached.bytes(next.reached());
                                throw new FetchException(next.kind(), "failed", null);
                            }
                        },
                        new Cancellation());
    }

    private static Try[] forever(Try each) {
        return java.util.Collections.nCopies(1000, each).toArray(new Try[0]);
    }

    private static RetryPolicy policy(int retries, Duration first, Duration most) {
        return RetryPolicy.builder()
                .retries(retries)
                .firstDelay(first)
                .maxDelay(most)
                .build();
    }
}
