// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Retry-After}. */
final class RetryAfterTarget extends TextTarget<Duration> {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern DATE = Pattern.compile(
            "([A-Z][a-z]{2}), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT");

    RetryAfterTarget() {
        super("retry-after", "^nothing$");
    }

    @Override
    public List<String> words() {
        return List.of(
                "0",
                "9",
                "999999999",
                "2147483648",
                "-",
                "+",
                "e3",
                " ",
                "\t",
                "GMT",
                "UTC",
                "+0200",
                "Feb",
                "29",
                "9999",
                "24:00:00",
                "\u0661");
    }

    @Override
    protected String text(RandomGenerator random) {
        if (random.nextBoolean()) {
            return Long.toString(random.nextLong(1L << random.nextInt(1, 40)));
        }
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(random.nextLong(1_795_000_000L, 4_000_000_000L), 0, ZoneOffset.UTC);
        int day = random.nextInt(12) == 0
                ? random.nextInt(7)
                : time.getDayOfWeek().getValue() - 1;
        return String.format(
                "%s, %02d %s %04d %02d:%02d:%02d GMT",
                DAYS.get(day),
                time.getDayOfMonth(),
                MONTHS.get(time.getMonthValue() - 1),
                time.getYear(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    @Override
    protected Duration parse(String text) throws Nothing {
        return RetryAfter.parse(Optional.of(text), NOW).orElseThrow(Nothing::new);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof Nothing;
    }

    @Override
    protected boolean isRight(String text) {
        return expected(text).isPresent();
    }

    @Override
    protected void judge(String text, Duration wait) {
        require(!wait.isNegative(), "it waits less than nothing", wait);
        require(!text.contains("-"), "it takes what is less than nothing", text);
        expected(text).ifPresent(right -> require(right.equals(wait), "it waits otherwise", text));
    }

    /** What the value surely means. */
    private static Optional<Duration> expected(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        Matcher date = DATE.matcher(text);
        if (!date.matches() || !MONTHS.contains(date.group(3))) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    Integer.parseInt(date.group(4)),
                    MONTHS.indexOf(date.group(3)) + 1,
                    Integer.parseInt(date.group(2)),
                    Integer.parseInt(date.group(5)),
                    Integer.parseInt(date.group(6)),
                    Integer.parseInt(date.group(7)));
            long seconds = time.toEpochSecond(ZoneOffset.UTC) - NOW.getEpochSecond();
            boolean right = DAYS.get(time.getDayOfWeek().getValue() - 1).equals(date.group(1)) && seconds >= 0;
            return right ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
