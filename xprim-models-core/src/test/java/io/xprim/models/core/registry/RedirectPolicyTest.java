// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectPolicyTest {
    private static final URI FROM = URI.create("https://host:8443/r/data/x");
    private static final int MOST = 10;

    /** Names of a made-up network. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "host", List.of("203.0.113.1"),
            "cdn.example", List.of("203.0.113.2", "2001:db8::2"),
            "inside.example", List.of("10.0.0.1"),
            "both.example", List.of("203.0.113.3", "10.0.0.1"),
            "metadata.example", List.of("169.254.169.254"));

    @ParameterizedTest
    @Tag("S01")
    @Tag("S07")
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
        assertThat(target(FROM, location)).hasToString(target);
    }

    @Test
    @Tag("S03")
    void aRedirectMayLeadFromHttpToHttps() throws FetchException {
        assertThat(target(URI.create("http://host/x"), "https://host/x")).hasToString("https://host/x");
    }

    @ParameterizedTest
    @Tag("S02")
    @Tag("S04")
    @Tag("S07")
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
    void aRedirectThatMayNotBeFollowedIsRefused(String location) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> target(FROM, location))
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(FetchException.Kind.REDIRECT);
                    assertThat(e.mayPass()).isFalse();
                    assertThat(e).hasNoCause();
                    assertThat(e.getMessage())
                            .startsWith("the server redirects ")
                            .endsWith("; it was not followed")
                            .doesNotContain("token", "pw")
                            .doesNotContainPattern("\\p{Cntrl}");
                });
    }

    @Test
    @Tag("S07")
    void aRedirectWithoutALocationIsRefused() {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> policy("https://host:8443/r").next(FROM, 0, Optional.empty()))
                .withMessageContaining("without saying where");
    }

    @Test
    @Tag("S06")
    void soManyRedirectsAreFollowedAndNoMore() throws FetchException {
        RedirectPolicy policy = policy("https://host:8443/r");
        assertThat(policy.next(FROM, MOST - 1, Optional.of("/x"))).hasToString("https://host:8443/x");
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> policy.next(FROM, MOST, Optional.of("/x")))
                .withMessageContaining("more than 10 times");
    }

    @ParameterizedTest
    @Tag("S05")
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.1.2.3:8443/",
                "https://[::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://localhost/",
                "https://LOCALHOST./",
                "https://a.localhost/",
                "https://inside.example/",
                "https://both.example/",
                "https://metadata.example/"
            })
    void aRedirectFromAPublicRegistryIntoThisMachineOrItsNetworkIsRefusedOnEveryHop(String location) {
        RedirectPolicy policy = policy("https://host:8443/r");
        for (String from : List.of("https://host:8443/r/data/x", "https://cdn.example/x", "https://127.0.0.1/x")) {
            assertThatExceptionOfType(FetchException.class)
                    .isThrownBy(() -> policy.next(URI.create(from), 3, Optional.of(location)))
                    .withMessageContaining("into this machine or its network")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.REDIRECT));
        }
    }

    @ParameterizedTest
    @Tag("S05")
    @ValueSource(
            strings = {"https://127.0.0.1:8443/r", "https://localhost/", "https://inside.example/", "https://[::1]/"})
    void aRegistryThatIsWithinMayRedirectThere(String registry) throws FetchException {
        URI from = URI.create(registry);
        for (String location : List.of("https://127.0.0.1:1/x", "https://inside.example/x", "https://cdn.example/x")) {
            assertThat(policy(registry).next(from, 0, Optional.of(location))).hasToString(location);
        }
    }

    @ParameterizedTest
    @Tag("S05")
    @ValueSource(strings = {"https://both.example/r", "https://unknown.example/r"})
    void aRegistryThatIsWithinOnlyInPartOrIsNowhereMayNot(String registry) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> policy(registry).next(URI.create(registry), 0, Optional.of("https://127.0.0.1/")));
    }

    @Test
    @Tag("S05")
    void aHostThatIsNotKnownHereIsTheProxysToKnow() throws FetchException {
        assertThat(target(FROM, "https://unknown.example/x")).hasToString("https://unknown.example/x");
    }

    @ParameterizedTest
    @Tag("S05")
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://0x7f.1/",
                "https://127.1/",
                "https://127.0.0.1./",
                "https://0x/"
            })
    void anOddlyWrittenAddressIsRefusedWhereverTheRegistryIs(String location) {
        for (String registry : List.of("https://host:8443/r", "https://127.0.0.1/r")) {
            assertThatExceptionOfType(FetchException.class)
                    .isThrownBy(() -> policy(registry).next(FROM, 0, Optional.of(location)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://203.0.113.9/x", "https://4.example/x", "https://a0x1/x", "https://localhost.example/x"})
    void aHostWithANumberInItIsNoOddAddress(String location) throws FetchException {
        assertThat(target(FROM, location)).hasToString(location);
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

    private static URI target(URI from, String location) throws FetchException {
        return policy("https://host:8443/r").next(from, 0, Optional.of(location));
    }

    private static RedirectPolicy policy(String registry) {
        return new RedirectPolicy(URI.create(registry), MOST, RedirectPolicyTest::addresses);
    }

    private static InetAddress[] addresses(String host) throws UnknownHostException {
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        List<String> known = literal ? List.of(host) : NAMES.getOrDefault(host, List.of());
        if (known.isEmpty()) {
            throw new UnknownHostException(host);
        }
        InetAddress[] addresses = new InetAddress[known.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getByName(known.get(i));
        }
        return addresses;
    }
}
