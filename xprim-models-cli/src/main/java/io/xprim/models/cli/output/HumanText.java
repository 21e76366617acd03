// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Figures as people read them; a KB has 1024 bytes. */
public final class HumanText {
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB", "EB");

    private HumanText() {}

    /** Such as {@code 512 B} and {@code 5.2 MB}. */
    public static String size(long bytes) {
        int unit = unitOf(bytes);
        return in(unit, bytes) + " " + UNITS.get(unit);
    }

    /** Such as {@code 3.1 of 12.4 GB}: both in the unit of the whole. */
    public static String part(long bytes, long whole) {
        int unit = unitOf(whole);
        return in(unit, bytes) + " of " + in(unit, whole) + " " + UNITS.get(unit);
    }

    /** Such as {@code 5s}, {@code 2m 30s}, {@code 1h 5m}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m " + seconds % 60 + "s";
        }
        return seconds / 3600 + "h " + seconds % 3600 / 60 + "m";
    }

    /** As {@link #duration}, but with a tenth below ten seconds: {@code 0.4s}. */
    public static String stopwatch(Duration duration) {
        return duration.toMillis() < 9_950 ? tenths(duration.toMillis() / 1000.0) + "s" : duration(duration);
    }

    /** To the minute, in UTC: {@code 2026-11-20 10:30Z}. */
    public static String minute(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    /** Such as {@code 1 file} and {@code 3 files}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Such as {@code 1 entry} and {@code 3 entries}. */
    public static String entries(long number) {
        return number + (number == 1 ? " entry" : " entries");
    }

    /** The unit in which the figure has the fewest digits, rounding included: 1023.99 KB are 1.0 MB. */
    private static int unitOf(long bytes) {
        int unit = 0;
        double value = bytes;
        while (unit + 1 < UNITS.size() && value >= (unit == 0 ? 1024 : 1023.95)) {
            value /= 1024;
            unit++;
        }
        return unit;
    }

    private static String in(int unit, long bytes) {
        return unit == 0 ? Long.toString(bytes) : tenths(bytes / Math.pow(1024, unit));
    }

    /** Without a formatter, which reads the world's locales before it writes the first number. */
    private static String tenths(double number) {
        return new BigDecimal(number).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
