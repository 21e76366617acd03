// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.Header;
import io.xprim.models.testkit.fault.NetworkFault.Redirect;
import io.xprim.models.testkit.fault.NetworkFault.Slow;
import io.xprim.models.testkit.fault.NetworkFault.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import okhttp3.CertificatePinner;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transports over a client that an application made for itself. */
@Timeout(60)
class OwnClientTest {
    private final ProxySelector proxiesBefore = ProxySelector.getDefault();
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", "content".getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        ProxySelector.setDefault(proxiesBefore);
        server.close();
    }

    @Test
    void theProviderHasItsOwnIdAndGoesBeforeOurs() {
        CompanyTransportProvider provider = new CompanyTransportProvider();
        assertThat(provider.id()).isEqualTo("company");
        assertThat(provider.priority()).isZero().isGreaterThan(new OkHttpTransportProvider().priority());
    }

    @Test
    void requestsPassItsInterceptors() throws Exception {
        try (HttpTransport transport = new CompanyTransportProvider().open(TestConfig.patient())) {
            Received.get(transport, server.uri("/x"));
        }
        assertThat(server.requests().get(0).header("X-Company-Program")).containsExactly("models");
    }

    @Test
    void itsInterceptorsSeeAnswersAsTheyWereSent() throws Exception {
        List<String> seen = new ArrayList<>();
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> note(seen, chain.proceed(chain.request())))
                .addNetworkInterceptor(chain -> note(seen, chain.proceed(chain.request())))
                .build();
        server.next("/x", new Status(503, Map.of("Retry-After", "0")));
        try (HttpTransport transport = transport(client)) {
            assertThat(Received.get(transport, server.uri("/x")).status()).isEqualTo(503);
        }
        assertThat(seen).containsExactly("503 after 0", "503 after 0");
        assertThat(server.count("/x")).isEqualTo(1);
    }

    @Test
    void whatTheContractForbidsIsSwitchedOff() throws Exception {
        List<String> asked = new ArrayList<>();
        OkHttpClient client = new OkHttpClient.Builder()
                .followRedirects(true)
                .callTimeout(Duration.ofMillis(1))
                .readTimeout(Duration.ofMillis(1))
                .cookieJar(new RecordingCookies(asked))
                .authenticator((route, answer) -> {
                    asked.add("credentials");
                    return null;
                })
                .build();
        server.next("/x", new Redirect(302, "/other"), new Status(401), new Header("Set-Cookie", "a=b"));
        server.always("/x", new Slow(4, Duration.ofMillis(20)));
        try (HttpTransport transport = transport(client)) {
            assertThat(Received.get(transport, server.uri("/x")).status()).isEqualTo(302);
            assertThat(Received.get(transport, server.uri("/x")).status()).isEqualTo(401);
            assertThat(Received.get(transport, server.uri("/x")).status()).isEqualTo(200);
            assertThat(Received.get(transport, server.uri("/x")).text()).isEqualTo("content");
        }
        assertThat(asked).isEmpty();
        assertThat(server.count("/other")).isZero();
    }

    @Test
    void closingATransportLeavesItsConnectionsAndItsDispatcher() throws Exception {
        OkHttpClient client = new OkHttpClient();
        try (HttpTransport transport = transport(client)) {
            Received.get(transport, server.uri("/x"));
        }
        assertThat(client.connectionPool().connectionCount()).isEqualTo(1);
        assertThat(client.dispatcher().executorService().isShutdown()).isFalse();
        Request request = new Request.Builder().url(server.uri("/x").toString()).build();
        try (Response answer = client.newCall(request).execute()) {
            assertThat(answer.body().string()).isEqualTo("content");
        }
        client.connectionPool().evictAll();
    }

    @Test
    void itsProxyIsTakenUnlessTheConfigurationHasOne() throws Exception {
        URI uri = URI.create("http://registry.invalid/x");
        server.serve(uri.toString(), new byte[] {'p'});
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, proxyAddress()))
                .build();
        try (HttpTransport transport = transport(client)) {
            assertThat(Received.get(transport, uri).text()).isEqualTo("p");
        }
        OkHttpClient selecting = new OkHttpClient.Builder()
                .proxySelector(ProxySelector.of(proxyAddress()))
                .build();
        try (HttpTransport transport = transport(selecting)) {
            assertThat(Received.get(transport, uri).text()).isEqualTo("p");
        }
        List<String> asked = new ArrayList<>();
        TestConfig config = TestConfig.patient().withProxy(new RecordingSelector(asked));
        try (HttpTransport transport = new OwnProvider(client).open(config)) {
            assertThat(Received.get(transport, server.uri("/x")).text()).isEqualTo("content");
        }
        assertThat(asked).isNotEmpty();
    }

    @Test
    void theJvmsProxySelectorIsNotAsked() throws Exception {
        List<String> asked = new ArrayList<>();
        ProxySelector.setDefault(new RecordingSelector(asked));
        try (HttpTransport transport = transport(new OkHttpClient())) {
            assertThat(Received.get(transport, server.uri("/x")).text()).isEqualTo("content");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void itIsAskedForOnceForEachTransport() {
        List<String> asked = new ArrayList<>();
        OkHttpTransportProvider provider = new OkHttpTransportProvider("company", () -> {
            asked.add("client");
            return new OkHttpClient();
        }) {};
        assertThat(asked).isEmpty();
        provider.open(TestConfig.patient()).close();
        provider.open(TestConfig.patient()).close();
        assertThat(asked).hasSize(2);
    }

    @Test
    void pinsAndAnSslContextTogetherAreRefusedWithWhatToDo() throws Exception {
        CertificatePinner pins = new CertificatePinner.Builder()
                .add("registry.invalid", "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .build();
        OwnProvider pinned = new OwnProvider(
                new OkHttpClient.Builder().certificatePinner(pins).build());
        TestConfig config = TestConfig.patient().withSslContext(SSLContext.getDefault());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pinned.open(config))
                .withMessageContainingAll("certificate pins", "ModelManagerBuilder.sslContext", "sslSocketFactory");
        pinned.open(TestConfig.patient()).close();
        new OwnProvider(new OkHttpClient()).open(config).close();
    }

    private static HttpTransport transport(OkHttpClient client) {
        return new OwnProvider(client).open(TestConfig.patient());
    }

    private InetSocketAddress proxyAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private static Response note(List<String> seen, Response answer) {
        seen.add(answer.code() + " after " + answer.header("Retry-After"));
        return answer;
    }

    private static final class OwnProvider extends OkHttpTransportProvider {
        OwnProvider(OkHttpClient client) {
            super("own", () -> client);
        }
    }

    private static final class RecordingCookies implements CookieJar {
        private final List<String> asked;

        RecordingCookies(List<String> asked) {
            this.asked = asked;
        }

        @Override
        public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
            asked.add("save");
        }

        @Override
        public List<Cookie> loadForRequest(HttpUrl url) {
            asked.add("load");
            return List.of();
        }
    }

    private static final class RecordingSelector extends ProxySelector {
        private final List<String> asked;

        RecordingSelector(List<String> asked) {
            this.asked = asked;
        }

        @Override
        public List<Proxy> select(URI uri) {
            asked.add(uri.toString());
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {}
    }
}
