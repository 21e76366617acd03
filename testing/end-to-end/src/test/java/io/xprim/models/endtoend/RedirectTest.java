// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.NetworkException;
import io.xprim.models.RegistryCredentials;
import io.xprim.models.RegistryException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault;
import io.xprim.models.testkit.fault.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where redirects lead a pull, and what goes with it. The other server is the same host at another port, so another origin. */
@Timeout(120)
final class RedirectTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 3000, 1).chunkSize(1000);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(1);
    private static final byte[] BYTES = MODEL.chunks().get(1);

    /** A documentation address (RFC 5737): public, and nobody's. */
    private static final String PUBLIC = "http://203.0.113.5";

    @TempDir
    private Path base;

    private Sandbox sandbox;
    private FaultServer other;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base).with(MODEL);
        other = FaultServer.start();
    }

    @AfterEach
    void close() {
        other.close();
        sandbox.close();
    }

    @Test
    @Tag("S01")
    @Tag("S02")
    @Tag("S11")
    void anotherOriginGetsTheRequestAndNoCredentials() {
        other.serve("/x?signature=s1gned", BYTES);
        redirectChunkTo(other.uri("/x?signature=s1gned").toString());
        pull(withCredentials());
        sandbox.assertInstalled("v", MODEL);
        assertThat(sandbox.server.requests()).allMatch(RedirectTest::hasCredentials);
        assertThat(other.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.headers())
                        .doesNotContainKeys(
                                "Authorization", "authorization", "X-Api-Key", "x-api-key", "Cookie", "Referer"));
    }

    @Test
    @Tag("S01")
    void wayBackToTheRegistryTheCredentialsAreThereAgain() {
        sandbox.server.serve("/back", BYTES);
        redirectChunkTo(other.uri("/x").toString());
        other.always(
                "/x", new NetworkFault.Redirect(302, sandbox.server.uri("/back").toString()));
        pull(withCredentials());
        assertThat(sandbox.server.requests()).allMatch(RedirectTest::hasCredentials);
        assertThat(other.requests()).noneMatch(RedirectTest::hasCredentials);
    }

    @Test
    @Tag("S11")
    void whatIsForAnotherOriginIsSentThereAlone() {
        other.serve("/x", BYTES);
        redirectChunkTo(other.uri("/x").toString());
        pull(sandbox.builder()
                .credentials(RegistryCredentials.header("X-Api-Key", "key")
                        .forOrigin(other.uri().toString())));
        assertThat(sandbox.server.requests())
                .allSatisfy(request -> assertThat(request.header("X-Api-Key")).isEmpty());
        assertThat(other.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("X-Api-Key")).containsExactly("key"));
    }

    @ParameterizedTest
    @Tag("S15")
    @ValueSource(ints = {401, 403, 407})
    void aServerBehindARedirectThatAsksForCredentialsGetsNone(int status) {
        redirectChunkTo(other.uri("/x").toString());
        other.always("/x", new NetworkFault.Status(status, Map.of("WWW-Authenticate", "Bearer realm=\"give me\"")));
        assertThatThrownBy(() -> pull(withCredentials()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("status " + status);
        assertThat(other.requests()).singleElement().matches(request -> !hasCredentials(request));
    }

    @ParameterizedTest
    @Tag("S04")
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "jar:file:///x.jar!/y",
                "data:,x",
                "gopher://127.0.0.1/"
            })
    void anotherSchemeIsNotFollowed(String location) {
        redirectChunkTo(location);
        assertRefused("to the scheme");
    }

    @Test
    @Tag("S06")
    void aCircleIsLeftAfterTenRedirects() {
        redirectChunkTo(CHUNK);
        assertRefused("more than 10 times");
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(11);
    }

    @Test
    @Tag("S06")
    void tenRedirectsAreFollowedAndElevenAreNot() {
        redirectChunkTo("/hop/1");
        IntStream.range(1, 10)
                .forEach(hop ->
                        sandbox.server.always("/hop/" + hop, new NetworkFault.Redirect(302, "/hop/" + (hop + 1))));
        sandbox.server.always("/hop/10", new NetworkFault.Redirect(302, "/hop/11"));
        sandbox.server.serve("/hop/11", BYTES);
        assertRefused("more than 10 times");
        assertThat(sandbox.server.count("/hop/11")).isZero();
        redirectChunkTo("/hop/2");
        pull(sandbox.builder());
        sandbox.assertInstalled("v", MODEL);
    }

    @ParameterizedTest
    @Tag("S07")
    @ValueSource(
            strings = {
                "http://s3cret@127.0.0.1/",
                "http://me:s3cret@evil/",
                "http://127.0.0.1/ s3cret",
                "http://127.0.0.1/%0d%0aX: s3cret",
                "",
                " "
            })
    void aLocationThatIsNoneIsNotFollowedAndNotRepeated(String location) {
        redirectChunkTo(location);
        assertRefused("the server redirects");
    }

    @Test
    @Tag("S07")
    void escapedLineBreaksStayEscaped() {
        sandbox.server.serve("/x%0d%0aX-Evil:%20y", BYTES);
        redirectChunkTo("/x%0d%0aX-Evil:%20y");
        pull(sandbox.builder());
        assertThat(sandbox.server.count("/x%0d%0aX-Evil:%20y")).isEqualTo(1);
    }

    @Test
    @Tag("S05")
    void aRegistryOfThisMachineMayRedirectWithinIt() {
        other.serve("/x", BYTES);
        redirectChunkTo(other.uri("/x").toString());
        pull(sandbox.builder());
        sandbox.assertInstalled("v", MODEL);
    }

    @ParameterizedTest
    @Tag("S05")
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://10.1.2.3/",
                "http://[fd00::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://localhost./"
            })
    void aPublicRegistryMayNotRedirectIntoThisMachineOrItsNetworkNotEvenByADetour(String location) {
        sandbox.server.always(PUBLIC + "/models.json", new NetworkFault.Redirect(302, "http://203.0.113.6/x"));
        sandbox.server.always("http://203.0.113.6/x", new NetworkFault.Redirect(302, location));
        try (ModelManager manager = throughProxy(PUBLIC).build()) {
            assertThatThrownBy(manager::listRemote)
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining("it was not followed");
        }
        assertThat(sandbox.server.requests())
                .extracting(RecordedRequest::path)
                .containsExactly(PUBLIC + "/models.json", "http://203.0.113.6/x");
    }

    @Test
    @Tag("S05")
    void aPublicRegistryMayRedirectToAnotherPublicServer() {
        sandbox.server.serve("http://203.0.113.6/x", sandbox.registry.index());
        sandbox.server.always(PUBLIC + "/models.json", new NetworkFault.Redirect(302, "http://203.0.113.6/x"));
        try (ModelManager manager = throughProxy(PUBLIC).build()) {
            assertThat(manager.listRemote()).hasSize(1);
        }
    }

    @Test
    @Tag("S14")
    void credentialsOfTheRegistryAreNotForTheProxyOnTheWayToIt() {
        sandbox.server.always(
                "registry.invalid:443", new NetworkFault.Status(407, Map.of("Proxy-Authenticate", "Basic")));
        try (ModelManager manager = throughProxy("https://registry.invalid")
                .credentials(RegistryCredentials.bearer("s3cret"))
                .build()) {
            assertThatThrownBy(manager::listRemote).isInstanceOf(NetworkException.class);
        }
        assertThat(sandbox.server.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("CONNECT");
            assertThat(request.headers().toString()).doesNotContain("s3cret");
        });
    }

    @Test
    @Tag("S14")
    void theProxyVariablesOfOtherToolsAreNotRead() {
        String proxy = other.uri().toString();
        pull(sandbox.builder()
                .environment(
                        Map.of("http_proxy", proxy, "HTTP_PROXY", proxy, "https_proxy", proxy, "ALL_PROXY", proxy)));
        assertThat(other.requests()).isEmpty();
    }

    @Test
    @Tag("S12")
    void aPublicRegistryOverPlainHttpIsWarnedOfOnceAndOneOfThisMachineIsNot() throws InterruptedException {
        WarningLogger warnings = new WarningLogger();
        sandbox.server.serve(PUBLIC + "/models.json", sandbox.registry.index());
        try (ModelManager manager = throughProxy(PUBLIC).logger(warnings).build()) {
            manager.listRemote();
            manager.listRemote();
        }
        pull(sandbox.builder().logger(warnings));
        assertThat(warnings.await()).contains(PUBLIC, "plain http");
        assertThat(warnings.count()).isZero();
    }

    private void redirectChunkTo(String location) {
        sandbox.server.always(CHUNK, new NetworkFault.Redirect(302, location));
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> pull(withCredentials()))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("s3cret"));
        assertThat(sandbox.version("v")).doesNotExist();
        assertThat(other.requests()).isEmpty();
    }

    private void pull(ModelManagerBuilder builder) {
        try (ModelManager manager = builder.build()) {
            manager.pull(Sandbox.REF);
        }
    }

    private ModelManagerBuilder withCredentials() {
        return sandbox.builder()
                .credentials(RegistryCredentials.bearer("tok3n"))
                .credentials(RegistryCredentials.header("X-Api-Key", "key"));
    }

    private ModelManagerBuilder throughProxy(String registry) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), sandbox.server.port());
        return sandbox.builder().registry(registry).proxy(ProxySelector.of(address));
    }

    private static boolean hasCredentials(RecordedRequest request) {
        return request.header("Authorization").contains("Bearer tok3n")
                && request.header("X-Api-Key").contains("key");
    }
}
