// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.Header;
import io.xprim.models.testkit.fault.TestCertificate;
import java.io.IOException;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program sets for the whole JVM that concerns {@code HttpURLConnection} in particular. */
@Timeout(60)
class JvmDefaultsTest {
    private final List<String> asked = new ArrayList<>();
    private final ProxySelector proxiesBefore = ProxySelector.getDefault();
    private final HostnameVerifier verifierBefore = HttpsURLConnection.getDefaultHostnameVerifier();
    private final SSLSocketFactory socketsBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
    private FaultServer server;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.serving(Map.of("/x", new byte[10]));
    }

    @AfterEach
    void restore() {
        CookieHandler.setDefault(null);
        ResponseCache.setDefault(null);
        ProxySelector.setDefault(proxiesBefore);
        HttpsURLConnection.setDefaultHostnameVerifier(verifierBefore);
        HttpsURLConnection.setDefaultSSLSocketFactory(socketsBefore);
        server.close();
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
        get(TestConfig.patient(), server);
        assertThat(asked).isEmpty();
    }

    @Test
    void noProxySelectorIsAskedAboutASecureConnection() throws Exception {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri.toString());
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
        SSLContext context = TestCertificate.create("ip:127.0.0.1").context();
        try (FaultServer secure = serve(context)) {
            get(TestConfig.patient().withSslContext(context), secure);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aServerThatIsNotTrustedIsRefusedWhateverTheJvmTrusts() throws Exception {
        SSLContext context = TestCertificate.create("ip:127.0.0.1").context();
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
        assertRefused(context, TestConfig.patient());
    }

    @Test
    void anotherHostsCertificateIsRefusedWhateverTheJvmVerifies() throws Exception {
        SSLContext context = TestCertificate.create("dns:other.example").context();
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        assertRefused(context, TestConfig.patient().withSslContext(context));
    }

    @Test
    void withoutACookieHandlerNobodyIsWarned() throws Exception {
        RecordingLogger logger = new RecordingLogger();
        get(TestConfig.patient().withLogger(logger), server);
        assertThat(logger.messages).isEmpty();
    }

    @Test
    void aCookieHandlerTakesPartAndIsWarnedOfOnce() throws Exception {
        RecordingLogger logger = new RecordingLogger();
        CookieHandler.setDefault(new CookieManager());
        server.always("/x", new Header("Set-Cookie", "a=b"));
        try (HttpTransport transport = open(TestConfig.patient().withLogger(logger))) {
            get(transport, server);
            get(transport, server);
        }
        assertThat(server.requests().get(1).header("Cookie")).containsExactly("a=b");
        assertThat(logger.messages).singleElement().asString().contains("CookieHandler");
    }

    private static void assertRefused(SSLContext context, TestConfig config) throws Exception {
        try (FaultServer secure = serve(context)) {
            assertThat(catchThrowableOfType(TransportException.class, () -> get(config, secure))
                            .kind())
                    .isEqualTo(Kind.TLS);
            assertThat(secure.requests()).isEmpty();
        }
    }

    private static void get(TestConfig config, FaultServer from) throws Exception {
        try (HttpTransport transport = open(config)) {
            get(transport, from);
        }
    }

    private static void get(HttpTransport transport, FaultServer from) throws Exception {
        transport.exchange(
                TransportRequest.get(from.uri("/x"), HttpHeaders.empty()),
                (status, headers) -> Optional.of(piece -> piece.position(piece.limit())),
                new Cancellation());
    }

    private static FaultServer serve(SSLContext context) throws IOException {
        return FaultServer.startTls(context.getServerSocketFactory()).serve("/x", new byte[10]);
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
