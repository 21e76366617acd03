// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.NetworkException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import io.xprim.models.testkit.fault.FaultServer;
import io.xprim.models.testkit.fault.TestCertificate;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry over https. What its server may speak, and what each transport makes of it, is in the contract of the transports. */
@Timeout(120)
final class SecureRegistryTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 1000, 1).chunkSize(1000);

    @TempDir
    private Path base;

    @Test
    @Tag("N18")
    void aServerThatIsTrustedIsReadAndASelfSignedOneThatIsNotIsRefused() throws Exception {
        SSLContext here = TestCertificate.create("ip:127.0.0.1").context();
        try (FaultServer server = serve(here)) {
            assertRefused(server, builder(server), "unable to find valid certification path");
            try (ModelManager manager = builder(server).sslContext(here).build()) {
                manager.pull(Sandbox.REF);
            }
        }
    }

    @Test
    @Tag("N18")
    void aCertificateThatHasExpiredIsRefused() throws Exception {
        SSLContext expired = TestCertificate.createExpired("ip:127.0.0.1").context();
        try (FaultServer server = serve(expired)) {
            assertRefused(server, builder(server).sslContext(expired), "validity check failed");
        }
    }

    @Test
    @Tag("N18")
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        SSLContext other = TestCertificate.create("dns:other.example").context();
        try (FaultServer server = serve(other)) {
            assertRefused(server, builder(server).sslContext(other), "HTTPS hostname wrong");
        }
    }

    private void assertRefused(FaultServer server, ModelManagerBuilder builder, String why) {
        try (ModelManager manager = builder.build()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining("no secure connection: ")
                    .hasStackTraceContaining(why)
                    .hasMessageContaining(server.uri("/models.json").toString());
        }
        assertThat(server.requests()).isEmpty();
    }

    private ModelManagerBuilder builder(FaultServer server) {
        return Sandbox.builder(server, base);
    }

    private static FaultServer serve(SSLContext context) throws Exception {
        return FaultServer.startTls(context.getServerSocketFactory())
                .serve(new SampleRegistry().add("g", "m", "v", MODEL).toMap());
    }
}
