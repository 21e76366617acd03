// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectPolicyTest {
    private static final URI FROM = URI.create("https://host:8443/r/data/x");

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example/x?signature=1, https://cdn.example/x?signature=1",
        "/other, https://host:8443/other",
        "y, https://host:8443/r/data/y",
        "../y, https://host:8443/r/y",
        "//cdn.example/y, https://cdn.example/y",
        "//cdn.example:65535/y, https://cdn.example:65535/y",
        "HTTPS://cdn.example/y, HTTPS://cdn.example/y",
        "https://cdn.example/y#part, https://cdn.example/y"
    })
    void aRedirectLeadsWhereItSays(String location, String target) throws FetchException {
        assertThat(RedirectPolicy.target(FROM, Optional.of(location))).hasToString(target);
    }

    @Test
    void s03ARedirectMayLeadFromHttpToHttps() throws FetchException {
        assertThat(RedirectPolicy.target(URI.create("http://host/x"), Optional.of("https://host/x")))
                .hasToString("https://host/x");
    }

    @ParameterizedTest(name = "S04, S07: {0}")
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://host/x",
                "jar:file:///x!/y",
                "data:text/plain,x",
                "gopher://host/",
                "javascript:x",
                "mailto:a@b",
                "http://host:8443/r/data/x",
                "HTTP://host/x",
                "https://token@evil/",
                "https://user:pw@host:8443/x",
                "https://host:0/x",
                "https://host:65536/x",
                "https:///x",
                "https:x",
                "https://",
                "https://host/a b",
                "https://host/\r\nX: y",
                "https://ho st/",
                "https://[::1",
                "%",
                "",
                " ",
                "\\\\host\\x",
                "https://host/\u0000"
            })
    void s02S04S07ARedirectThatMayNotBeFollowedIsRefused(String location) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> RedirectPolicy.target(FROM, Optional.of(location)))
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(FetchException.Kind.REDIRECT);
                    assertThat(e.mayPass()).isFalse();
                    assertThat(e.getMessage()).doesNotContain("token", "pw").doesNotContainPattern("\\p{Cntrl}");
                });
    }

    @Test
    void s07ARedirectWithoutALocationIsRefused() {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> RedirectPolicy.target(FROM, Optional.empty()))
                .withMessageContaining("without saying where");
    }

    @ParameterizedTest
    @CsvSource({
        "200, false",
        "201, false",
        "300, false",
        "301, true",
        "302, true",
        "303, true",
        "304, false",
        "305, false",
        "306, false",
        "307, true",
        "308, true",
        "309, false",
        "404, false"
    })
    void onlyTheStatusesThatNameAnotherPlaceAreRedirects(int status, boolean redirect) {
        assertThat(RedirectPolicy.isRedirect(status)).isEqualTo(redirect);
    }
}
