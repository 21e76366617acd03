// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegistryServerTest {
    private static final String HASH = "ab".repeat(32);
    private static final byte[] CHUNK = new byte[1_000_000];

    private static final String LATIN_CHUNK;

    static {
        new Random(1).nextBytes(CHUNK);
        LATIN_CHUNK = new String(CHUNK, StandardCharsets.ISO_8859_1);
    }

    @TempDir
    Path folder;

    private RegistryServer server = RegistryServer.start(Path.of("unused"), "127.0.0.1", 0, System.getLogger("test"));

    @BeforeEach
    void serve() throws IOException {
        server.close();
        Path registry = folder.resolve("registry");
        Files.createDirectories(registry.resolve("data"));
        Files.write(registry.resolve("data").resolve(HASH), CHUNK);
        Files.createFile(registry.resolve("data").resolve("00".repeat(32)));
        Files.createDirectory(registry.resolve("data").resolve("11".repeat(32)));
        Files.writeString(registry.resolve("models.json"), "{\"g\": {}}");
        Files.writeString(registry.resolve("secret.txt"), "secret");
        Files.writeString(registry.resolve("data/secret"), "secret");
        Files.writeString(folder.resolve("models.json"), "secret");
        Files.write(folder.resolve(HASH), "secret".getBytes(StandardCharsets.UTF_8));
        server = RegistryServer.start(registry, "127.0.0.1", 0, System.getLogger("test"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private record Response(int status, String head, String body) {
        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }
    }

    /** Sends the request line as it is, and reads until the server closes. */
    private Response send(String requestLine, String... headers) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            String head = requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            Arrays.stream(headers).map(line -> line + "\r\n").toList()) + "\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return parse(socket.getInputStream());
        }
    }

    private static Response parse(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        assertThat(end)
                .as("a head in: %s", text.substring(0, Math.min(200, text.length())))
                .isPositive();
        String head = text.substring(0, end);
        return new Response(Integer.parseInt(head.split(" ", 3)[1]), head, text.substring(end + 4));
    }

    @Test
    void aChunkIsServedWholeAndMayBeCachedForGood() throws IOException {
        Response response = send("GET /data/" + HASH);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(LATIN_CHUNK);
        assertThat(response.header("Content-Length")).contains("1000000");
        assertThat(response.header("ETag")).contains('"' + HASH + '"');
        assertThat(response.header("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        assertThat(response.header("Accept-Ranges")).contains("bytes");
    }

    @Test
    void headHasTheHeadersWithoutTheBody() throws IOException {
        Response response = send("HEAD /data/" + HASH);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("Content-Length")).contains("1000000");
        assertThat(response.header("ETag")).isPresent();
        assertThat(send("HEAD /data/" + "22".repeat(32)).status()).isEqualTo(404);
    }

    @Test
    void anEmptyFileIsServed() throws IOException {
        Response response = send("GET /data/" + "00".repeat(32));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Length")).contains("0");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 10",
        "bytes=999990-, 999990, 10",
        "bytes=-10, 999990, 10",
        "bytes=999999-2000000, 999999, 1",
        "bytes=-2000000, 0, 1000000"
    })
    void aRangeIsServed(String range, int start, int length) throws IOException {
        Response response = send("GET /data/" + HASH, "Range: " + range);
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(LATIN_CHUNK.substring(start, start + length));
        assertThat(response.header("Content-Range"))
                .contains("bytes " + start + "-" + (start + length - 1) + "/1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000000-", "bytes=1000000-1000005", "bytes=-0"})
    void aRangeOutsideIs416(String range) throws IOException {
        Response response = send("GET /data/" + HASH, "Range: " + range);
        assertThat(response.status()).isEqualTo(416);
        assertThat(response.header("Content-Range")).contains("bytes */1000000");
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=5-4", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=0-1,4-5", "bytes=99999999999999999999-"
            })
    void aRangeThatMakesNoSenseIsIgnored(String range) throws IOException {
        assertThat(send("GET /data/" + HASH, "Range: " + range).status()).isEqualTo(200);
    }

    @Test
    void aRangeOfAnotherVersionIsTheWhole() throws IOException {
        assertThat(send("GET /data/" + HASH, "Range: bytes=0-1", "If-Range: \"other\"")
                        .status())
                .isEqualTo(200);
        assertThat(send("GET /data/" + HASH, "Range: bytes=0-1", "If-Range: \"" + HASH + '"')
                        .status())
                .isEqualTo(206);
    }

    @Test
    void anUnchangedIndexIsNotSentAgain() throws IOException {
        Response first = send("GET /models.json");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"g\": {}}");
        assertThat(first.header("Content-Type")).contains("application/json");
        String tag = first.header("ETag").orElseThrow();
        String modified = first.header("Last-Modified").orElseThrow();
        assertThat(send("GET /models.json", "If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(send("GET /models.json", "If-None-Match: \"x\", W/" + tag).status())
                .isEqualTo(304);
        assertThat(send("GET /models.json", "If-Modified-Since: " + modified).status())
                .isEqualTo(304);
        assertThat(send("GET /models.json", "If-Modified-Since: " + modified, "If-None-Match: \"x\"")
                        .status())
                .isEqualTo(200);
        assertThat(send("GET /models.json", "If-Modified-Since: yesterday").status())
                .isEqualTo(200);

        Files.writeString(folder.resolve("registry/models.json"), "{\"g\": {}, \"h\": {}}");
        assertThat(send("GET /models.json", "If-None-Match: " + tag).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/secret.txt",
                "/data",
                "/data/",
                "/data/secret",
                "/models.json/",
                "//models.json",
                "/../models.json",
                "/data/../../models.json",
                "/%2e%2e/models.json",
                "/data/..%2fsecret.txt",
                "/data/../secret.txt",
                "/data/%2e%2e/secret.txt",
                "/data/..\\secret.txt",
                "/data//secret",
                "/models.json%00",
                "/./models.json",
                "/data/../../" + "HASH",
                "/DATA/HASH",
                "/data/HASH/",
                "/data/HASH%00",
                "/data/HASHx",
                "http://other/../secret.txt",
                "/data/1111111111111111111111111111111111111111111111111111111111111111"
            })
    void nothingElseIsServed(String target) throws IOException {
        Response response = send("GET " + target.replace("HASH", HASH));
        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethodsAreNotAllowed(String method) throws IOException {
        Response response = send(method + " /models.json", "Content-Length: 0");
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).contains("GET, HEAD");
    }

    @Test
    void aConnectionIsUsedAgain() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write(("HEAD /data/" + HASH + " HTTP/1.1\r\nHost: h\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream()
                        .write(("GET /data/" + HASH + " HTTP/1.1\r\nHost: h\r\nRange: bytes=" + i + "-" + i
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            socket.getOutputStream()
                    .write("GET /none HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(all.split("HTTP/1.1 206 ", -1)).hasSize(4);
            assertThat(all.split("HTTP/1.1 200 ", -1)).hasSize(4);
            assertThat(all).contains("HTTP/1.1 404 ");
        }
    }

    @Test
    void manyAreServedAtOnceAlsoWhileSlowOnesHangOn() throws Exception {
        int slow = 40;
        Socket[] hanging = new Socket[slow];
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            for (int i = 0; i < slow; i++) {
                hanging[i] = new Socket(
                        InetAddress.getLoopbackAddress(), server.url().getPort());
                hanging[i]
                        .getOutputStream()
                        .write(("GET /data/" + HASH + " HTTP/1.1\r\nHost: h\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
            CountDownLatch go = new CountDownLatch(1);
            var answers = IntStream.range(0, 64)
                    .<Future<Response>>mapToObj(i -> clients.submit(() -> {
                        go.await();
                        return send("GET /data/" + HASH);
                    }))
                    .toList();
            go.countDown();
            for (Future<Response> answer : answers) {
                assertThat(answer.get().body()).isEqualTo(LATIN_CHUNK);
            }
        } finally {
            clients.shutdownNow();
            for (Socket socket : hanging) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }
}
