// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.testkit.fault.FaultServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls through the providers of this module. */
final class OwnProvidersTest {
    private static final ModelRef REF = ModelRef.parse("g/m:v1");

    @TempDir
    private Path folder;

    private FaultServer server;

    @BeforeEach
    void publishAndServe() throws IOException {
        Path sample = Files.createDirectory(folder.resolve("sample"));
        Files.writeString(sample.resolve("weights.bin"), "weights", StandardCharsets.UTF_8);
        RegistryPublisher.to(folder.resolve("registry")).publish(sample, REF);
        server = FaultServer.start();
    }

    @AfterEach
    void stopServing() {
        server.close();
    }

    @Test
    void aTransportOnThePathIsTakenAndNamesTheTeamInEachRequest() throws IOException {
        serveUnder("/");

        try (ModelManager models = ModelManager.builder("my-app")
                .registry(server.uri().toString())
                .environment(Map.of("TEAM_SHARE", share().toString()))
                .build()) {
            models.pull(REF);
        }

        assertThat(server.requests())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("X-Team")).containsExactly("vision"));
    }

    @Test
    void aPathPolicyOnThePathKeepsModelsOnTheShare() throws IOException {
        serveUnder("/");

        try (ModelManager models = ModelManager.builder("my-app")
                .registry(server.uri().toString())
                .environment(Map.of("TEAM_SHARE", share().toString()))
                .build()) {
            assertThat(models.pull(REF).model().path()).isEqualTo(share().resolve("my-app/g/m/v1"));
        }

        assertThat(share().resolve("my-app/g/m/v1/weights.bin")).hasContent("weights");
    }

    @Test
    void instancesThatAreGivenAreUsedAndStayOpen() throws IOException {
        serveUnder("/");
        try (HttpTransport transport = new TeamTransportProvider(Map.of()).open(TestConfig.direct())) {
            for (String name : List.of("one", "other")) {
                try (ModelManager models =
                        Choices.instances(server.uri().toString(), transport, app -> folder.resolve(name))) {
                    models.pull(REF);
                }
                assertThat(folder.resolve(name).resolve("g/m/v1/weights.bin")).hasContent("weights");
            }
        }
    }

    @Test
    void aTransportThatIsChosenByItsIdGoesBeforeThatOfTheTeam() throws IOException {
        serveUnder("/");

        try (ModelManager models = Choices.byId(server.uri().toString())) {
            models.listRemote();
        }

        assertThat(server.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.header("X-Team")).isEmpty());
    }

    @Test
    void theProxyOfTheTeamReachesARegistryThatHasNoAddressHere() throws IOException {
        serveUnder("http://registry.invalid/");
        TeamTransportProvider provider = new TeamTransportProvider(Map.of("TEAM_PROXY", "127.0.0.1:" + server.port()));

        try (HttpTransport transport = provider.open(TestConfig.direct());
                ModelManager models = Choices.instances("http://registry.invalid/", transport, app -> share())) {
            models.pull(REF);
        }

        assertThat(share().resolve("g/m/v1/weights.bin")).hasContent("weights");
    }

    @Test
    void aProxyThatTheApplicationNamesIsTakenByAnyTransport() throws Exception {
        serveUnder("http://registry.invalid/");
        ProxySelector proxy = ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));

        try (ModelManager models = Choices.proxied("http://registry.invalid/", proxy, SSLContext.getDefault())) {
            assertThat(models.listRemote())
                    .singleElement()
                    .satisfies(model -> assertThat(model.ref()).isEqualTo(REF));
        }
    }

    private Path share() {
        return folder.resolve("share").toAbsolutePath();
    }

    private void serveUnder(String prefix) throws IOException {
        Path registry = folder.resolve("registry");
        Map<String, byte[]> bodies = new TreeMap<>();
        try (Stream<Path> files = Files.walk(registry)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = registry.relativize(file).toString().replace('\\', '/');
                bodies.put(prefix + path, Files.readAllBytes(file));
            }
        }
        server.serve(bodies);
    }
}
