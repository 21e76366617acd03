// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Path FOLDER = Path.of("work");

    @Test
    void nothingIsEverythingInFiveRounds() {
        Settings settings = Settings.parse(List.of(), FOLDER);

        assertThat(settings).isEqualTo(new Settings(5, Works.NAMES, List.of(), 1, FOLDER));
    }

    @Test
    void optionsNarrowIt() {
        Settings settings = Settings.parse(
                List.of("--rounds", "1", "--only", "start,link", "--row", "pull", "--row", "curl", "--scale", "0.5"),
                FOLDER);

        assertThat(settings).isEqualTo(new Settings(1, List.of("start", "link"), List.of("pull", "curl"), 0.5, FOLDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only big11", "--rounds x", "--rounds", "--rows 3"})
    void whatIsNotUnderstoodIsRefused(String arguments) {
        assertThatThrownBy(() -> Settings.parse(List.of(arguments.split(" ")), FOLDER))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
