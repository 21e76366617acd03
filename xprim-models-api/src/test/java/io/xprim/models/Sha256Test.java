// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xprim.models.spi.SafeText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest(name = "M10: {0}")
    @MethodSource("malformed")
    void anythingButSixtyFourLowerCaseHexDigitsIsRefused(String shown, String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sha256(hex))
                .withMessageContaining(shown)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                        "",
                        "../../etc/passwd",
                        HEX.substring(1),
                        HEX + "0",
                        HEX.toUpperCase(java.util.Locale.ROOT),
                        "A" + HEX.substring(1),
                        "g" + HEX.substring(1),
                        "sha256:" + HEX,
                        "sha256:" + HEX.substring(7),
                        "\u0661".repeat(64),
                        "\uff10".repeat(64),
                        "/" + HEX.substring(1),
                        ":" + HEX.substring(1),
                        "`" + HEX.substring(1),
                        " " + HEX.substring(1),
                        HEX.substring(1) + "\n",
                        HEX.substring(1) + "\0")
                .map(hex -> Arguments.of(SafeText.quoted(hex), hex));
    }

    @Test
    void bytesAndDigitsAreTheSameDigest() {
        Sha256 digest = new Sha256(HEX);
        assertThat(digest.bytes()).hasSize(Sha256.BYTES).startsWith(0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef);
        assertThat(Sha256.of(digest.bytes())).isEqualTo(digest).hasToString(HEX);
    }

    @Test
    void changingTheBytesThatItGaveDoesNotChangeADigest() {
        Sha256 digest = new Sha256(HEX);
        digest.bytes()[0] = 99;
        assertThat(digest.bytes()[0]).isEqualTo((byte) 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void anyOtherNumberOfBytesIsRefused(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sha256.of(new byte[count]))
                .withMessageContaining(Integer.toString(count));
    }

    @Test
    void digestsAreOrderedByTheirDigits() {
        assertThat(new Sha256("0".repeat(64))).isLessThan(new Sha256("f".repeat(64)));
    }

    @Test
    void digestsAreEqualIfTheirDigitsAre() {
        Sha256 digest = new Sha256("a".repeat(64));
        assertThat(digest)
                .isEqualTo(new Sha256("a".repeat(64)))
                .hasSameHashCodeAs(new Sha256("a".repeat(64)))
                .isNotEqualTo(new Sha256("b".repeat(64)))
                .isNotEqualTo(digest.hex())
                .isNotEqualTo(null);
        assertThat(digest.hashCode()).isNotEqualTo(new Sha256("b".repeat(64)).hashCode());
    }
}
