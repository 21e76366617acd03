// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class VariableNameTest {
    @Test
    void whatIsNeitherLetterNorDigitIsAnUnderscore() {
        assertThat(VariableName.of("my-app.2", "DIR")).isEqualTo("MY_APP_2_MODELS_DIR");
    }

    @Test
    void theLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(VariableName.of("xprim", "TOKEN")).isEqualTo("XPRIM_MODELS_TOKEN");
        } finally {
            Locale.setDefault(before);
        }
    }
}
