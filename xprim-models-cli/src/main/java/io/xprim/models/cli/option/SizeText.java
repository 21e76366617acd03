// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import io.xprim.models.spi.SafeText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a size in bytes such as {@code 512}, {@code 64K}, {@code 10MB} or {@code 10MiB}; all units are powers of 1024. */
public final class SizeText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) ?([KMGkmg])?(?:[Ii]?[Bb])?");

    private SizeText() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is none, or more than a {@code long} holds
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    SafeText.quoted(text) + " is no size; write it like 1048576, 64K, 10MB or 10MiB");
        }
        long number = Long.parseLong(matcher.group(1));
        int power =
                matcher.group(2) == null ? 0 : "KMG".indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
        try {
            return Math.multiplyExact(number, 1L << (10 * power));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(SafeText.quoted(text) + " is too large", e);
        }
    }
}
