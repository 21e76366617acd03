// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.Header;
import io.xprim.models.testkit.fault.NetworkFault.Status;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program sets for the whole JVM, and how much of it the transport takes note of. */
@Timeout(60)
class JvmDefaultsTest {
    private final List<String> asked = new ArrayList<>();
    private final ProxySelector proxiesBefore = ProxySelector.getDefault();
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", new byte[10]));
    }

    @AfterEach
    void restore() {
        CookieHandler.setDefault(null);
        Authenticator.setDefault(null);
        ResponseCache.setDefault(null);
        ProxySelector.setDefault(proxiesBefore);
        server.close();
    }

    @Test
    void noAuthenticatorIsAsked() throws Exception {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.add("password");
                return new PasswordAuthentication("name", "secret".toCharArray());
            }
        });
        for (String scheme : List.of("Basic realm=\"r\"", "Digest realm=\"r\", nonce=\"n\"", "NTLM")) {
            server.next("/x", new Status(401, Map.of("WWW-Authenticate", scheme)));
            assertThat(get(TestConfig.patient()).status()).isEqualTo(401);
        }
        assertThat(asked).isEmpty();
        assertThat(server.requests())
                .hasSize(3)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @Test
    void noProxySelectorIsAsked() throws Exception {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri.toString());
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
        assertThat(get(TestConfig.patient()).status()).isEqualTo(200);
        assertThat(asked).isEmpty();
    }

    @Test
    void theProxyOfTheConfigurationIsTaken() throws Exception {
        server.serve("http://registry.invalid/x", new byte[20]);
        ProxySelector selector =
                ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        try (HttpTransport transport = open(TestConfig.patient().withProxy(selector))) {
            Received received = Received.get(transport, URI.create("http://registry.invalid/x"));
            assertThat(received.body()).hasSize(20);
        }
    }

    @Test
    void noResponseCacheIsAsked() throws Exception {
        ResponseCache.setDefault(new ResponseCache() {
            @Override
            public @Nullable CacheResponse get(URI uri, String method, Map<String, List<String>> headers) {
                asked.add("get");
                return null;
            }

            @Override
            public @Nullable CacheRequest put(URI uri, URLConnection connection) {
                asked.add("put");
                return null;
            }
        });
        assertThat(get(TestConfig.patient()).status()).isEqualTo(200);
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutACookieHandlerNoCookieIsKept() throws Exception {
        RecordingLogger logger = new RecordingLogger();
        server.always("/x", new Header("Set-Cookie", "a=b"));
        try (HttpTransport transport = open(TestConfig.patient().withLogger(logger))) {
            Received.get(transport, server.uri("/x"));
            Received.get(transport, server.uri("/x"));
        }
        assertThat(server.requests().get(1).header("Cookie")).isEmpty();
        assertThat(logger.messages).isEmpty();
    }

    @Test
    void aCookieHandlerTakesPartAndIsWarnedOfOnce() throws Exception {
        RecordingLogger logger = new RecordingLogger();
        CookieHandler.setDefault(new CookieManager());
        server.always("/x", new Header("Set-Cookie", "a=b"));
        try (HttpTransport transport = open(TestConfig.patient().withLogger(logger))) {
            Received.get(transport, server.uri("/x"));
            Received.get(transport, server.uri("/x"));
        }
        assertThat(server.requests().get(1).header("Cookie")).containsExactly("a=b");
        assertThat(logger.messages).singleElement().asString().contains("CookieHandler");
    }

    private Received get(TestConfig config) throws Exception {
        try (HttpTransport transport = open(config)) {
            return Received.get(transport, server.uri("/x"));
        }
    }

    private static HttpTransport open(TestConfig config) {
        return new UrlConnectionTransportProvider().open(config);
    }

    private static final class RecordingLogger implements System.Logger {
        private final List<String> messages = new ArrayList<>();

        @Override
        public String getName() {
            return "recording";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            messages.add(message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object @Nullable ... parameters) {
            messages.add(format);
        }
    }
}
