// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import static io.xprim.models.fixtures.fuzz.JsonOracle.require;

import io.xprim.models.fixtures.fuzz.TextTarget;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sizes. */
final class SizeTarget extends TextTarget<Long> {
    private static final List<String> UNITS =
            List.of("", "b", "k", "kb", "kib", "m", "mb", "mib", "g", "gb", "gib", "ib");

    SizeTarget() {
        super("size", "is no size", "is too large");
    }

    @Override
    public List<String> words() {
        return List.of(
                "0",
                "9",
                "K",
                "m",
                "GiB",
                "KB",
                "iB",
                " ",
                "\t",
                "\n",
                "\u000b",
                "\u00a0",
                "-",
                "+",
                ".5",
                "e3",
                "0x",
                "T",
                "\u0661",
                "\u0131",
                "\u017f",
                "\u212a",
                "9223372036854775807",
                "8589934592G");
    }

    @Override
    protected String text(RandomGenerator random) {
        return random.nextLong(1L << random.nextInt(1, 62))
                + pick(random, "", "", " ")
                + pick(random, "", "K", "kb", "MiB", "G", "gib", "B", "iB", "T");
    }

    @Override
    protected Long parse(String text) {
        return SizeText.parse(text);
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
    protected void judge(String text, Long size) {
        require(expected(text).equals(Optional.of(size)), "it reads another size", text);
    }

    private static Optional<Long> expected(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        String unit = text.substring(text.startsWith(" ", end) ? end + 1 : end);
        boolean known =
                UNITS.stream().anyMatch(unit::equalsIgnoreCase) && unit.chars().allMatch(c -> c < 0x80);
        if (end == 0 || end > 18 || !known) {
            return Optional.empty();
        }
        int power = unit.isEmpty() ? 0 : "kmg".indexOf(Character.toLowerCase(unit.charAt(0))) + 1;
        BigInteger size = new BigInteger(text.substring(0, end)).shiftLeft(10 * power);
        return size.bitLength() < Long.SIZE ? Optional.of(size.longValueExact()) : Optional.empty();
    }
}
