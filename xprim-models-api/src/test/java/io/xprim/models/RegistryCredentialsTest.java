// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.Origin;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {
    private static final String REGISTRY = "https://host:8443/r";

    @Test
    @Tag("S11")
    void aTokenIsForTheOriginOfTheRegistryAlone() {
        assertThat(sent(REGISTRY, Map.of(), RegistryCredentials.bearer("s3cret")))
                .containsOnlyKeys(origin(REGISTRY))
                .satisfies(all -> assertThat(headers(all, REGISTRY).asMap())
                        .isEqualTo(Map.of("Authorization", List.of("Bearer s3cret"))));
    }

    @Test
    @Tag("S11")
    void aHeaderForAnotherOriginIsForThatAlone() {
        Map<Origin, HttpHeaders> sent = sent(
                REGISTRY,
                Map.of(),
                RegistryCredentials.header("X-Api-Key", "one two").forOrigin("https://CDN.example/any/path"));
        assertThat(sent).containsOnlyKeys(origin("https://cdn.example"));
        assertThat(headers(sent, "https://cdn.example").all("x-api-key")).containsExactly("one two");
    }

    @Test
    void severalHeadersGoTogetherAndOfOneTheLastCounts() {
        Map<Origin, HttpHeaders> sent = sent(
                REGISTRY,
                Map.of(),
                RegistryCredentials.bearer("first"),
                RegistryCredentials.header("X-Api-Key", "key"),
                RegistryCredentials.header("authorization", "Basic last"));
        HttpHeaders headers = headers(sent, REGISTRY);
        assertThat(headers.all("Authorization")).containsExactly("Basic last");
        assertThat(headers.all("X-Api-Key")).containsExactly("key");
    }

    @Test
    void theEnvironmentGoesBeforeTheApplication() {
        Map<Origin, HttpHeaders> sent = sent(
                REGISTRY,
                Map.of("MY_APP_MODELS_TOKEN", "\t env \r\n"),
                RegistryCredentials.bearer("app"),
                RegistryCredentials.bearer("other").forOrigin("https://cdn.example"));
        assertThat(headers(sent, REGISTRY).all("Authorization")).containsExactly("Bearer env");
        assertThat(headers(sent, "https://cdn.example").all("Authorization")).containsExactly("Bearer other");
    }

    @Test
    @Tag("S08")
    void anEmptyVariableCountsAsUnset() {
        assertThat(sent(REGISTRY, Map.of("MY_APP_MODELS_TOKEN", ""))).isEmpty();
        assertThat(sent(REGISTRY, Map.of("MY_APP_MODELS_TOKEN", " \n"))).isEmpty();
        assertThat(sent(REGISTRY, Map.of("OTHER_MODELS_TOKEN", "x"))).isEmpty();
    }

    @Test
    @Tag("S11")
    void whereTheRegistryIsAFolderOrThereIsNoneItsTokenIsIgnoredWhateverItIs() {
        Map<String, String> environment = Map.of("MY_APP_MODELS_TOKEN", "no token\nat all");
        assertThat(sent("file:///registry", environment, RegistryCredentials.bearer("x")))
                .isEmpty();
        assertThat(SentHeaders.of("my-app", Optional.empty(), List.of(RegistryCredentials.bearer("x")), environment))
                .isEmpty();
    }

    @ParameterizedTest
    @Tag("S08")
    @ValueSource(
            strings = {
                "",
                " ",
                "s3cret s3cret",
                "s3cret\ns3cret",
                "s3cret\r\nX-Evil: 1",
                "s3cret\u0000",
                "s3cret\u007f",
                "s3créts3cret",
                "\u2028s3cret\u00a0"
            })
    void aTokenThatIsNotOneWordIsRefusedWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryCredentials.bearer(token))
                .satisfies(RegistryCredentialsTest::showsNothing);
        if (!token.isBlank()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sent(REGISTRY, Map.of("MY_APP_MODELS_TOKEN", token)))
                    .withMessageStartingWith("MY_APP_MODELS_TOKEN: ")
                    .satisfies(RegistryCredentialsTest::showsNothing);
        }
    }

    @ParameterizedTest
    @Tag("S08")
    @ValueSource(
            strings = {"", " ", "s3cret\ns3cret", "s3cret\r\nX-Evil: 1", "s3cret\ts3cret", "s3cret\u0000", "s3cr\u00e9t"
            })
    void aHeaderThatCannotBeSentIsRefusedWithoutShowingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryCredentials.header("X-Api-Key", value))
                .withMessageContaining("X-Api-Key")
                .satisfies(RegistryCredentialsTest::showsNothing);
    }

    @ParameterizedTest
    @Tag("S14")
    @ValueSource(
            strings = {
                "",
                "X Key",
                "X-Key:",
                "X-Kéy",
                "X-Key\r\nY",
                "Host",
                "CONTENT-LENGTH",
                "Accept-Encoding",
                "If-None-Match",
                "Range",
                "User-Agent",
                "Proxy-Authorization",
                "proxy-connection"
            })
    void aHeaderThatOthersDecideAboutIsNoneOfCredentials(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryCredentials.header(name, "s3cret"))
                .satisfies(RegistryCredentialsTest::showsNothing);
    }

    @Test
    @Tag("S12")
    void nothingGoesOverTheNetworkUnencrypted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sent("http://host/r", Map.of(), RegistryCredentials.bearer("s3cret")))
                .withMessageContaining("http://host:80 unencrypted")
                .satisfies(RegistryCredentialsTest::showsNothing);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sent("http://host/r", Map.of("MY_APP_MODELS_TOKEN", "s3cret")))
                .withMessageStartingWith("MY_APP_MODELS_TOKEN ")
                .satisfies(RegistryCredentialsTest::showsNothing);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sent(
                        REGISTRY, Map.of(), RegistryCredentials.bearer("s3cret").forOrigin("http://host:8443")))
                .satisfies(RegistryCredentialsTest::showsNothing);
        assertThat(sent("http://127.0.0.1:8080/r", Map.of("MY_APP_MODELS_TOKEN", "s3cret")))
                .containsOnlyKeys(origin("http://127.0.0.1:8080"));
    }

    @ParameterizedTest
    @Tag("S13")
    @ValueSource(
            strings = {
                "https://s3cret@host/",
                "https://host/?s3cret",
                "https://host/#s3cret",
                "s3cret",
                "file:///s3cret",
                "ftp://host/"
            })
    void whatIsNoOriginIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryCredentials.bearer("x").forOrigin(url))
                .satisfies(RegistryCredentialsTest::showsNothing);
    }

    @Test
    @Tag("S09")
    void theSecretIsNotInTheText() {
        RegistryCredentials credentials = RegistryCredentials.header("X-Api-Key", "s3cret");
        assertThat(credentials).hasToString("RegistryCredentials[X-Api-Key]");
        assertThat(credentials.forOrigin("https://host").toString()).doesNotContain("s3cret");
        assertThat(sent(REGISTRY, Map.of(), credentials).toString()).doesNotContain("s3cret");
    }

    private static void showsNothing(Throwable thrown) {
        for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain("s3cr").doesNotContainPattern("\\p{Cntrl}");
        }
    }

    private static Map<Origin, HttpHeaders> sent(
            String registry, Map<String, String> environment, RegistryCredentials... given) {
        return SentHeaders.of("my-app", Optional.of(URI.create(registry)), List.of(given), environment);
    }

    private static HttpHeaders headers(Map<Origin, HttpHeaders> sent, String url) {
        return Objects.requireNonNull(sent.get(origin(url)), url);
    }

    private static Origin origin(String url) {
        return Origin.of(URI.create(url));
    }
}
