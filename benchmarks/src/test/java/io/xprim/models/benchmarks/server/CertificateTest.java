// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
    @TempDir
    Path folder;

    @Test
    void clientsOfBothKindsTrustTheSameCertificate() throws Exception {
        var made = io.xprim.models.benchmarks.server.Certificate.create(folder);

        KeyStore trusted = KeyStore.getInstance(
                made.trustStore().toFile(), io.xprim.models.benchmarks.server.Certificate.PASSWORD.toCharArray());
        assertThat(trusted.getCertificate("loopback")).isEqualTo(read(made.certificate()));
        assertThat(made.key()).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    private static Certificate read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
