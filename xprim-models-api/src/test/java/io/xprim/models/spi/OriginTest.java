// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://host/a?b, https://host:443",
        "HTTPS://Host:443, https://host:443",
        "http://host, http://host:80",
        "http://HOST:8080/x, http://host:8080",
        "https://[::1]:1/, https://[::1]:1"
    })
    void anOriginIsSchemeHostAndPort(String uri, String origin) {
        assertThat(Origin.of(URI.create(uri))).hasToString(origin).isEqualTo(Origin.of(URI.create(origin)));
    }

    @Test
    @Tag("S02")
    void anotherSchemeHostOrPortIsAnotherOrigin() {
        assertThat(Origin.of(URI.create("https://host:8443")))
                .isNotEqualTo(Origin.of(URI.create("https://host")))
                .isNotEqualTo(Origin.of(URI.create("http://host:8443")))
                .isNotEqualTo(Origin.of(URI.create("https://host.:8443")));
    }

    @Test
    void whatNamesNoHostHasNoOrigin() {
        assertThatNullPointerException().isThrownBy(() -> Origin.of(URI.create("https:x")));
    }

    @ParameterizedTest
    @Tag("S12")
    @ValueSource(
            strings = {
                "https://host",
                "http://localhost:1",
                "http://LOCALHOST",
                "http://127.0.0.1",
                "http://127.255.0.9:80",
                "http://[::1]",
                "http://[0:0:0:0:0:0:0:1]:8080",
                "http://[0000::0001]"
            })
    void httpsAndThisMachineAreConfidential(String uri) {
        assertThat(Origin.of(URI.create(uri)).isConfidential()).isTrue();
    }

    @ParameterizedTest
    @Tag("S12")
    @ValueSource(
            strings = {
                "http://host",
                "http://localhost.evil",
                "http://evil.localhost.com",
                "http://128.0.0.1",
                "http://127.0.0.1.evil",
                "http://10.0.0.1",
                "http://[::2]",
                "http://[1::1]",
                "http://[::ffff:203.0.113.1]"
            })
    void anyOtherIsNot(String uri) {
        assertThat(Origin.of(URI.create(uri)).isConfidential()).isFalse();
    }
}
