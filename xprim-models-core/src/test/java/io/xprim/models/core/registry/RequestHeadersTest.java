// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.Origin;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {
    private final RequestHeaders headers = new RequestHeaders(Map.of(
            Origin.of(URI.create("https://host:8443")), HttpHeaders.of(Map.of("Authorization", List.of("Bearer t"))),
            Origin.of(URI.create("https://cdn")), HttpHeaders.of(Map.of("X-Key", List.of("k")))));

    @Test
    @Tag("S01")
    @Tag("S11")
    void eachOriginGetsWhatIsForItAndNothingElse() {
        assertThat(of("https://host:8443/data/x").asMap())
                .containsOnlyKeys("Accept", "Accept-Encoding", "Authorization", "User-Agent")
                .containsEntry("Authorization", List.of("Bearer t"));
        assertThat(of("https://CDN:443/y?z").asMap())
                .containsOnlyKeys("Accept", "Accept-Encoding", "User-Agent", "X-Key")
                .containsEntry("X-Key", List.of("k"));
    }

    @ParameterizedTest
    @Tag("S01")
    @Tag("S02")
    @Tag("S03")
    @ValueSource(
            strings = {
                "https://host/x",
                "https://host:443/x",
                "http://host:8443/x",
                "https://host.evil:8443/x",
                "https://sub.host:8443/x",
                "https://host.:8443/x",
                "http://cdn/x"
            })
    void anotherSchemeHostOrPortGetsNothing(String uri) {
        assertThat(of(uri).asMap()).containsOnlyKeys("Accept", "Accept-Encoding", "User-Agent");
    }

    @Test
    void whatIsKnownOfAFileIsAskedFor() {
        URI uri = URI.create("https://host/models.json");
        assertThat(headers.of(uri, Map.of("If-None-Match", "\"tag\"")).first("If-None-Match"))
                .contains("\"tag\"");
    }

    private HttpHeaders of(String uri) {
        return headers.of(URI.create(uri), Map.of());
    }
}
