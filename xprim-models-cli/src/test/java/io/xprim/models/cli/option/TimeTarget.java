// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Times. */
final class TimeTarget extends TextTarget<Duration> {
    private static final Map<String, Long> MILLIS =
            Map.of("", 1000L, "ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);

    TimeTarget() {
        super("time", "is no time");
    }

    @Override
    public List<String> words() {
        return List.of(
                "0",
                "9",
                "ms",
                "s",
                "m",
                "h",
                "d",
                " ",
                "\n",
                "-",
                "+",
                ".5",
                "e3",
                "S",
                "\u0661",
                "\u017f",
                "999999999",
                "9999999999");
    }

    @Override
    protected String text(RandomGenerator random) {
        return random.nextLong(1L << random.nextInt(1, 34)) + pick(random, "", "ms", "s", "m", "h", "H");
    }

    @Override
    protected Duration parse(String text) {
        return DurationText.parse(text);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure.getClass() == IllegalArgumentException.class;
    }

    @Override
    protected boolean isRight(String text) {
        return expected(text).isPresent();
    }

    @Override
    protected void judge(String text, Duration time) {
        require(expected(text).equals(Optional.of(time)), "it reads another time", text);
    }

    private static Optional<Duration> expected(String text) {
        String unit = text.replaceAll("^[0-9]*", "");
        int digits = text.length() - unit.length();
        if (digits < 1 || digits > 9 || !MILLIS.containsKey(unit)) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Long.parseLong(text.substring(0, digits)) * MILLIS.get(unit)));
    }
}
