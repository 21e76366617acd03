// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.NetworkFault.StallInBody;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
    private static final byte[] CONTENT = new byte[1_000_000];

    private final HostnameVerifier verifierBefore = HttpsURLConnection.getDefaultHostnameVerifier();
    private final SSLSocketFactory socketsBefore = HttpsURLConnection.getDefaultSSLSocketFactory();
    private final ProxySelector proxiesBefore = ProxySelector.getDefault();

    @TempDir
    private static Path folder;

    private static SSLContext here;

    @BeforeAll
    static void makeCertificate() throws Exception {
        here = TestCertificate.create(folder, "ip:127.0.0.1").context();
    }

    @AfterEach
    void restore() {
        HttpsURLConnection.setDefaultHostnameVerifier(verifierBefore);
        HttpsURLConnection.setDefaultSSLSocketFactory(socketsBefore);
        ProxySelector.setDefault(proxiesBefore);
    }

    @Test
    void aTrustedServerIsReadAndItsConnectionUsedAgain() throws Exception {
        new Random(3).nextBytes(CONTENT);
        try (FaultServer server = serve(here);
                HttpTransport transport = open(TestConfig.patient().withSslContext(here))) {
            for (int i = 0; i < 3; i++) {
                assertThat(Received.get(transport, server.uri("/x")).body()).isEqualTo(CONTENT);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsNotTrustedIsRefusedWhateverTheJvmTrusts() throws Exception {
        HttpsURLConnection.setDefaultSSLSocketFactory(here.getSocketFactory());
        assertRefused(here, TestConfig.patient());
    }

    @Test
    void anotherHostsCertificateIsRefusedWhateverTheJvmVerifies() throws Exception {
        SSLContext context = TestCertificate.create(folder, "dns:other.example").context();
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        assertRefused(context, TestConfig.patient().withSslContext(context));
    }

    @Test
    void noProxySelectorIsAsked() throws Exception {
        List<URI> asked = new ArrayList<>();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
        try (FaultServer server = serve(here);
                HttpTransport transport = open(TestConfig.patient().withSslContext(here))) {
            assertThat(Received.get(transport, server.uri("/x")).status()).isEqualTo(200);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aStallIsReportedAsReadTimeout() throws Exception {
        TestConfig config = TestConfig.patient().withSslContext(here).withIdleTimeout(Duration.ofSeconds(1));
        try (FaultServer server = serve(here);
                HttpTransport transport = open(config)) {
            server.next("/x", new StallInBody(50_000));
            assertThat(failure(transport, server).kind()).isEqualTo(Kind.READ_TIMEOUT);
        }
    }

    private void assertRefused(SSLContext server, TestConfig client) throws Exception {
        try (FaultServer https = serve(server);
                HttpTransport transport = open(client)) {
            assertThat(failure(transport, https).kind()).isEqualTo(Kind.TLS);
            assertThat(https.requests()).isEmpty();
        }
    }

    private static TransportException failure(HttpTransport transport, FaultServer server) {
        return catchThrowableOfType(TransportException.class, () -> Received.get(transport, server.uri("/x")));
    }

    private static FaultServer serve(SSLContext context) throws IOException {
        return FaultServer.startTls(context.getServerSocketFactory()).serve("/x", CONTENT);
    }

    private static HttpTransport open(TestConfig config) {
        return new UrlConnectionTransportProvider().open(config);
    }
}
