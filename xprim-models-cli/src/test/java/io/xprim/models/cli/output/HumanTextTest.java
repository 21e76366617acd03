// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KB",
        "1536, 1.5 KB",
        "1048575, 1.0 MB",
        "5452595, 5.2 MB",
        "1073741824, 1.0 GB",
        "9223372036854775807, 8.0 EB"
    })
    void sizesHaveFewDigits(long bytes, String expected) {
        assertThat(HumanText.size(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "59, 59s", "60, 1m 0s", "150, 2m 30s", "3600, 1h 0m", "3900, 1h 5m", "360000, 100h 0m"})
    void durationsAreReadable(long seconds, String expected) {
        assertThat(HumanText.duration(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void shortTimesHaveATenth() {
        assertThat(HumanText.stopwatch(Duration.ofMillis(412))).isEqualTo("0.4s");
        assertThat(HumanText.stopwatch(Duration.ofMillis(9_960))).isEqualTo("9s");
    }

    @Test
    void aPartHasTheUnitOfTheWhole() {
        assertThat(HumanText.part(3_328_599_655L, 13_314_398_618L)).isEqualTo("3.1 of 12.4 GB");
        assertThat(HumanText.part(5, 100)).isEqualTo("5 of 100 B");
    }
}
