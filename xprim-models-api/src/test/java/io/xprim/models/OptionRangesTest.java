// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionRangesTest {
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 17, Integer.MAX_VALUE})
    void aConcurrencyOutsideOneToSixteenIsRefused(int concurrency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PullOptions.builder().concurrency(concurrency))
                .withMessageContaining(Integer.toString(concurrency));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void aConcurrencyFromOneToSixteenIsTaken(int concurrency) {
        assertThat(PullOptions.builder().concurrency(concurrency).build().concurrency())
                .hasValue(concurrency);
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void aTimeLimitThatIsNotPositiveIsRefused(Duration time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().timeout(time));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PullOptions.builder().timeout(time));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelManager.builder("app").connectTimeout(time));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelManager.builder("app").idleTimeout(time));
    }

    static Stream<Duration> notPositive() {
        return Stream.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE));
    }

    @Test
    void waitingForALockTakesZeroAndNothingBelow() {
        assertThat(PullOptions.builder().lockWait(Duration.ZERO).build().lockWait())
                .contains(Duration.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PullOptions.builder().lockWait(Duration.ofNanos(-1)));
    }

    @Test
    void pullingIsDurableAndPatientUnlessToldOtherwise() {
        PullOptions options = PullOptions.defaults();
        assertThat(options.durable()).isTrue();
        assertThat(options.force()).isFalse();
        assertThat(options.concurrency()).isEmpty();
        assertThat(options.lockWait()).isEmpty();
        assertThat(options.call().timeout()).isEmpty();
        assertThat(options.call().cancellation().isCancelled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, (1 << 30) + 1, Integer.MAX_VALUE})
    void aChunkSizeOutsideOneByteToOneGibibyteIsRefused(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishOptions.builder().chunkSize(size))
                .withMessageContaining(Integer.toString(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 30})
    void aChunkSizeFromOneByteToOneGibibyteIsTaken(int size) {
        assertThat(PublishOptions.builder().chunkSize(size).build().chunkSize()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "cache", "con", "registry.json"})
    void anAliasThatCouldNotBeAVersionIsRefused(String alias) {
        assertThatExceptionOfType(InvalidReferenceException.class)
                .isThrownBy(() -> PublishOptions.builder().alias(alias));
    }

    @Test
    void publishOptionsAreSortedAndDoNotFollowTheirBuilder() {
        PublishOptions.Builder builder =
                PublishOptions.builder().metadata("b", "2").metadata("a", "1");
        PublishOptions options = builder.build();
        builder.metadata("c", "3");
        assertThat(options.metadata()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(PublishOptions.defaults().chunkSize()).isEqualTo(10 * 1024 * 1024);
        assertThat(PublishOptions.defaults().alias()).isEmpty();
    }

    @Test
    void limitsBelowTheirLeastAreRefused() {
        Limits.Builder limits = Limits.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> limits.indexBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.manifestBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.files(0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.chunks(0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.redirects(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.heldBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.slowestRate(0));
    }

    @Test
    void limitsAreWhatTheyWereSetTo() {
        Limits limits = Limits.builder()
                .indexBytes(1)
                .manifestBytes(2)
                .files(3)
                .chunks(4)
                .redirects(0)
                .heldBytes(5)
                .slowestRate(6)
                .build();
        assertThat(limits.slowestRate()).isEqualTo(6);
        assertThat(limits.indexBytes()).isEqualTo(1);
        assertThat(limits.manifestBytes()).isEqualTo(2);
        assertThat(limits.files()).isEqualTo(3);
        assertThat(limits.chunks()).isEqualTo(4);
        assertThat(limits.redirects()).isZero();
        assertThat(limits.heldBytes()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void retriesOutsideZeroToAHundredAreRefused(int retries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder()
                        .retries(retries)
                        .firstDelay(Duration.ZERO)
                        .maxDelay(Duration.ZERO)
                        .build())
                .withMessageContaining(Integer.toString(retries));
    }

    @Test
    void aPolicyAllowsAtLeastOneAttempt() {
        assertThat(RetryPolicy.builder().mostAttempts(1).build().mostAttempts()).isEqualTo(1);
        assertThat(RetryPolicy.defaults().mostAttempts()).isEqualTo(1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().mostAttempts(0))
                .withMessageContaining("0");
    }

    @Test
    void negativeRetryDelaysAreRefused() {
        Duration negative = Duration.ofNanos(-1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder()
                        .retries(1)
                        .firstDelay(negative)
                        .maxDelay(Duration.ZERO)
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder()
                        .retries(1)
                        .firstDelay(Duration.ZERO)
                        .maxDelay(negative)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".app", "-app", "a/b", "a b", "é", "a\u001b[2J", "app\n"})
    void anAppNameThatCouldNotBeAFolderIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelManager.builder(name))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void anAppNameHasAtMostSixtyFourCharacters() {
        assertThat(ModelManager.builder("a".repeat(64))).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> ModelManager.builder("a".repeat(65)));
    }

    @Test
    void metadataThatUtf8CannotExpressIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishOptions.builder().metadata("k", "\ud800"));
    }
}
