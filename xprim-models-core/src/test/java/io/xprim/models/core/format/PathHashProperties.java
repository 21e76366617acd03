// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** The numbers of paths against the polynomial worked out in numbers without an end. */
class PathHashProperties {
    private static final long MOST = PathHash.PRIME - 1;

    @Property(tries = 2000)
    void aCharacterIsOneMoreTermOfThePolynomial(
            @ForAll @LongRange(max = MOST) long before,
            @ForAll @LongRange(min = 1, max = MOST) long factor,
            @ForAll char c) {
        assertThat(new PathHash(factor).next(before, c)).isEqualTo(term(before, factor, c));
    }

    @Example
    void theGreatestRemainderIsOneLessThanThePrime() {
        assertThat(new PathHash(MOST).next(1, (char) 0)).isEqualTo(MOST);
        assertThat(new PathHash(MOST).next(1, (char) 1)).isZero();
        assertThat(new PathHash(MOST).next(MOST, Character.MAX_VALUE)).isEqualTo(term(MOST, MOST, Character.MAX_VALUE));
    }

    @Property(tries = 500)
    void aSegmentHasTheNumberOfWhatItIsFoldedTo(
            @ForAll @LongRange(min = 1, max = MOST) long factor,
            @ForAll @StringLength(max = 5) String before,
            @ForAll @StringLength(max = 20) String segment) {
        PathHash hashes = new PathHash(factor);
        String path = before + segment + "/after";

        assertThat(hashes.segment(7, path, before.length(), before.length() + segment.length()))
                .isEqualTo(polynomial(7, factor, PathFolding.fold(segment)));
    }

    @Example
    void everyAsciiCharacterHasTheNumberOfWhatItIsFoldedTo() {
        for (char c = 0; c < 0x100; c++) {
            String segment = Character.toString(c);
            assertThat(new PathHash(MOST).segment(PathHash.EMPTY, segment, 0, 1))
                    .as("character %d", (int) c)
                    .isEqualTo(polynomial(PathHash.EMPTY, MOST, PathFolding.fold(segment)));
        }
    }

    @Example
    void twoPolynomialsAreNotTheSame() {
        assertThat(PathHash.random().next(1L << 40, 'a'))
                .isNotEqualTo(PathHash.random().next(1L << 40, 'a'));
    }

    private static long polynomial(long before, long factor, String folded) {
        return folded.chars().asLongStream().reduce(before, (hash, c) -> term(hash, factor, (char) c));
    }

    private static long term(long before, long factor, char c) {
        return BigInteger.valueOf(before)
                .multiply(BigInteger.valueOf(factor))
                .add(BigInteger.valueOf(c))
                .mod(BigInteger.valueOf(PathHash.PRIME))
                .longValueExact();
    }
}
