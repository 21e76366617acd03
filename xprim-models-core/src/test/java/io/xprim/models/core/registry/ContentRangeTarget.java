// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import io.xprim.models.spi.HttpHeaders;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code Content-Range}; a line feed ends a value, and another one follows. */
final class ContentRangeTarget extends TextTarget<ContentRange> {
    private static final int LONGEST = 18;

    ContentRangeTarget() {
        super("content-range", "^nothing$");
    }

    @Override
    public List<String> words() {
        return List.of(
                "bytes ",
                "Bytes ",
                "*",
                "/",
                "-",
                "--",
                "+1",
                " ",
                "\n",
                "\r",
                "0",
                "00",
                "\u0661",
                "9".repeat(18),
                "9".repeat(19),
                "1e3",
                "0x1",
                ",",
                "bytes 0-1/2");
    }

    @Override
    protected String text(RandomGenerator random) {
        if (random.nextBoolean()) {
            return "bytes " + right(random) + "-" + right(random) + "/" + pick(random, right(random), "*");
        }
        return pick(random, "bytes ", "bytes", "items ")
                + number(random)
                + pick(random, "-", "/", "")
                + number(random)
                + pick(random, "/", "-")
                + pick(random, number(random), "*")
                + pick(random, "", " ", "\nbytes 0-1/2");
    }

    private String right(RandomGenerator random) {
        return pick(random, "0", "1", "1000", "99999", "9".repeat(LONGEST));
    }

    private String number(RandomGenerator random) {
        return pick(random, right(random), right(random), "9".repeat(40), "-1", "");
    }

    @Override
    protected ContentRange parse(String text) throws Nothing {
        HttpHeaders headers = HttpHeaders.of(Map.of("content-range", List.of(text.split("\n", -1))));
        return ContentRange.of(headers).orElseThrow(Nothing::new);
    }

    @Override
    public boolean isRefusal(Exception failure) {
        return failure instanceof Nothing;
    }

    @Override
    protected boolean isRight(String text) {
        if (!text.startsWith("bytes ")) {
            return false;
        }
        String[] sides = text.substring("bytes ".length()).split("/", -1);
        if (sides.length != 2) {
            return false;
        }
        String[] ends = sides[0].split("-", -1);
        return ends.length == 2
                && isNumber(ends[0])
                && isNumber(ends[1])
                && (sides[1].equals("*") || isNumber(sides[1]));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    protected void judge(String text, ContentRange range) {
        require(isRight(text), "it takes what is no range", text);
        String[] parts = text.substring("bytes ".length()).split("[-/]", -1);
        require(
                new BigInteger(parts[0]).equals(BigInteger.valueOf(range.first()))
                        && new BigInteger(parts[1]).equals(BigInteger.valueOf(range.last()))
                        && (parts[2].equals("*")
                                ? range.size().isEmpty()
                                : new BigInteger(parts[2])
                                        .equals(BigInteger.valueOf(range.size().getAsLong()))),
                "it changes the range",
                text);
    }
}
