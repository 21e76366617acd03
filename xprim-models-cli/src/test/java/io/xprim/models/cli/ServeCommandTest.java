// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServeCommandTest {
    @TempDir
    Path registry;

    @Test
    void itTellsItsUrlOnceReadyAndRunsUntilCancelled() throws Exception {
        Files.writeString(registry.resolve("models.json"), "{\"a\": 1}");
        Cancellation cancellation = new Cancellation();
        StringWriter err = new StringWriter();
        try (PipedReader pipe = new PipedReader();
                PrintWriter out = new PrintWriter(new PipedWriter(pipe));
                BufferedReader lines = new BufferedReader(pipe)) {
            Cli cli = Cli.standalone();
            cli.builder.cancellation(cancellation);
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> Main.run(
                    cli.builder, out, new PrintWriter(err), "serve", registry.toString(), "--port", "0", "--json"));
            Map<String, Object> ready = Json.object(lines.readLine());
            assertThat(ready).containsOnlyKeys("url", "registry").containsEntry("registry", registry.toString());
            URL index = URI.create(ready.get("url") + "models.json").toURL();
            try (var body = index.openStream()) {
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"a\": 1}");
            }
            assertThat(code).isNotDone();
            cancellation.cancel();
            assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(130);
            out.println("the end");
            out.flush();
            assertThat(lines.readLine()).isEqualTo("the end");
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aPortInUseIsANetworkErrorOfOneLine() throws Exception {
        Files.writeString(registry.resolve("models.json"), "{}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Cli cli = Cli.standalone();
            assertThat(cli.run("serve", registry.toString(), "--port", port)).isEqualTo(5);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("xprim-models: serve: cannot listen on 127.0.0.1 port " + port + ": ")
                    .contains("--port");
        }
    }

    @Test
    void quietItSaysItsUrlAndNothingElse() throws Exception {
        Files.writeString(registry.resolve("models.json"), "{}");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        Cli cli = Cli.standalone();
        cli.builder.cancellation(cancellation);
        assertThat(cli.run("serve", registry.toString(), "--port", "0", "-q")).isEqualTo(130);
        assertThat(cli.out()).matches("http://127\\.0\\.0\\.1:[0-9]+/\\R");
    }
}
