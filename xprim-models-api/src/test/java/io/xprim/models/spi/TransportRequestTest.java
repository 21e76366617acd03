// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://host", "HTTPS://host/x?y", "http://[::1]:8080/", "http://host:99999/"})
    void aRequestIsForAnHttpUri(String uri) {
        assertThat(TransportRequest.get(URI.create(uri), HttpHeaders.empty()).uri())
                .hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/path", "//host/path", "ftp://host/", "file:///x", "http:x", "http:///x", "mailto:a@b"})
    void aRequestForAnotherUriIsRefused(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportRequest.get(URI.create(uri), HttpHeaders.empty()))
                .withMessageContaining("absolute http or https URI");
    }
}
