// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    /** More seconds than anybody waits, and few enough to be added to. */
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** The wait; nothing if the value is absent, malformed or past. */
    static Optional<Duration> parse(Optional<String> value, Instant now) {
        return value.map(String::strip)
                .flatMap(text -> SECONDS.matcher(text).matches() ? seconds(text) : until(text, now));
    }

    private static Optional<Duration> seconds(String digits) {
        return Optional.of(
                Duration.ofSeconds(digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(digits)));
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            return Optional.of(Duration.between(now, then)).filter(wait -> !wait.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
