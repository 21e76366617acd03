// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    @Tag("N10")
    void secondsAreRead() {
        assertThat(parse("2")).contains(Duration.ofSeconds(2));
        assertThat(parse(" 120\t")).contains(Duration.ofMinutes(2));
        assertThat(parse("0")).contains(Duration.ZERO);
        assertThat(parse("0000000000002")).isPresent();
    }

    @Test
    @Tag("N10")
    void aDateIsReadAsTheTimeUntilThen() {
        assertThat(parse("Fri, 20 Nov 2026 12:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(parse("Fri, 20 Nov 2026 12:00:00 GMT")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @Tag("N10")
    @ValueSource(strings = {"999999999999", "9999999999999999999999999999", "2147483648", "4294967297"})
    void secondsBeyondEveryRangeAreVeryLongAndDoNotOverflow(String seconds) {
        assertThat(parse(seconds).orElseThrow()).isGreaterThan(Duration.ofDays(365));
    }

    @ParameterizedTest
    @Tag("N10")
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "-999999999999",
                "+5",
                "1.5",
                "1e3",
                "soon",
                "0x10",
                "\u0661",
                "Fri, 20 Nov 2026",
                "2026-11-20T12:00:30Z",
                "Fri, 20 Nov 2026 11:59:59 GMT",
                "Mon, 20 Nov 2026 12:00:30 GMT",
                "Fri, 20 Nov 1996 12:00:30 GMT"
            })
    void whatIsMalformedOrPastIsNothing(String value) {
        assertThat(parse(value)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertThat(RetryAfter.parse(Optional.empty(), NOW)).isEmpty();
    }

    private static Optional<Duration> parse(String value) {
        return RetryAfter.parse(Optional.of(value), NOW);
    }
}
