// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadersTest {
    @Test
    void namesAreComparedWithoutRegardToCaseAndValuesKeepTheirOrder() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("Via", List.of("b", "a"));
        fields.put("via", List.of("c"));
        HttpHeaders headers = HttpHeaders.of(fields);
        assertThat(headers.all("VIA")).containsExactly("b", "a", "c");
        assertThat(headers.first("vIa")).contains("b");
        assertThat(headers.asMap()).hasSize(1);
    }

    @Test
    void whatIsNotThereHasNoValues() {
        assertThat(HttpHeaders.empty().all("Via")).isEmpty();
        assertThat(HttpHeaders.empty().first("Via")).isEmpty();
        assertThat(HttpHeaders.empty().contentLength()).isEmpty();
    }

    @Test
    void headersDoNotFollowTheMapTheyWereMadeOfAndCannotBeChanged() {
        List<String> values = new ArrayList<>(List.of("a"));
        Map<String, List<String>> fields = new LinkedHashMap<>(Map.of("Via", values));
        HttpHeaders headers = HttpHeaders.of(fields);
        values.add("b");
        fields.clear();
        assertThat(headers.all("Via")).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> headers.asMap().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> headers.all("Via").clear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "00012", "999999999999999999"})
    void aContentLengthIsItsNumber(String value) {
        assertThat(withLength(value).contentLength()).hasValue(Long.parseLong(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "-1", "+1", "1.0", "0x1", "1, 1", "9999999999999999999", "\u0661"})
    void aContentLengthThatIsNoNumberIsNone(String value) {
        assertThat(withLength(value).contentLength()).isEmpty();
    }

    @Test
    void twoContentLengthsAreNone() {
        assertThat(withLength("1", "1").contentLength()).isEmpty();
    }

    @Test
    void valuesAreNotPrinted() {
        assertThat(HttpHeaders.of(Map.of("Authorization", List.of("s3cret")))).hasToString("[Authorization]");
    }

    private static HttpHeaders withLength(String... values) {
        return HttpHeaders.of(Map.of("content-length", List.of(values)));
    }
}
