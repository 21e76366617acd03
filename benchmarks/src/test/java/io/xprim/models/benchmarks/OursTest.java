// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.benchmarks.compare.Contender;
import io.xprim.models.benchmarks.registry.Model;
import io.xprim.models.benchmarks.server.Certificate;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OursTest {
    private static final Path CHECKOUT = Path.of("..");

    private final Ours ours = new Ours(new Workplace(CHECKOUT, Path.of("work")));
    private final Served plain = new Served(Model.tiny(), "http://127.0.0.1:1/tiny", Optional.empty());

    @Test
    void anApplicationGetsTheFlagsOfTheLauncher() throws Exception {
        Contender contender = ours.pullNotDurable("pull", plain, "jdk", Path.of("classes.jsa"));

        assertThat(contender.command().orElseThrow().line())
                .contains("-XX:+UseSerialGC", "-XX:SharedArchiveFile=classes.jsa")
                .endsWith("http://127.0.0.1:1/tiny", "work/out", "perf/tiny:v1", "jdk");
    }

    @Test
    void theProgramTrustsTheCertificateOfAServerWithTls() {
        Certificate certificate = new Certificate(Path.of("c.pem"), Path.of("k.pem"), Path.of("t.p12"));
        Served tls = new Served(Model.tiny(), "https://127.0.0.1:1/tiny", Optional.of(certificate));

        Contender contender = ours.pull("pull", tls);

        assertThat(contender.name()).isEqualTo("pull, TLS");
        assertThat(contender.command().orElseThrow().environment().get("XPRIM_JAVA_OPTS"))
                .contains("-Djavax.net.ssl.trustStore=t.p12");
    }

    @Test
    void aPullLeavesItsFilesInTheStore() {
        assertThat(ours.pull("pull", plain).result()).hasValue(Path.of("work", "out", "perf", "tiny", "v1"));
    }
}
