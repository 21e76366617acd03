// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OptionTextProperties {
    @Property
    void unitsArePowersOf1024HoweverTheyAreSpelt(@ForAll @IntRange(min = 0, max = 1_000_000) int number) {
        for (String unit : new String[] {"M", "MB", "MiB", "m", "mib", " MB"}) {
            assertThat(SizeText.parse(number + unit)).isEqualTo(number * 1_048_576L);
        }
        assertThat(SizeText.parse(number + "K")).isEqualTo(number * 1024L);
        assertThat(SizeText.parse(number + "GiB")).isEqualTo(number * 1_073_741_824L);
        assertThat(SizeText.parse(number + "")).isEqualTo(number);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(SizeText.parse(text)).isNotNegative();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("\"");
        }
        try {
            assertThat(DurationText.parse(text)).isGreaterThanOrEqualTo(Duration.ZERO);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("is no time");
        }
    }

    @Property
    void timesAreSecondsUnlessTheySayOtherwise(@ForAll @IntRange(min = 0) int number) {
        String text = Integer.toString(number % 1_000_000_000);
        long value = Long.parseLong(text);
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofSeconds(value));
        assertThat(DurationText.parse(text + "s")).isEqualTo(Duration.ofSeconds(value));
        assertThat(DurationText.parse(text + "ms")).isEqualTo(Duration.ofMillis(value));
        assertThat(DurationText.parse(text + "m")).isEqualTo(Duration.ofMinutes(value));
        assertThat(DurationText.parse(text + "h")).isEqualTo(Duration.ofHours(value));
    }

    @Example
    void whatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> SizeText.parse("99999999999999G")).hasMessageContaining("too large");
    }
}
