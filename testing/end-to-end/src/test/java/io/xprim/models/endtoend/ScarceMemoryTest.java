// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program with 64 MiB of memory meets registries that have too much of something. How long it took is printed. */
@Timeout(300)
final class ScarceMemoryTest {
    private static final String MODELS = "/models.json";
    private static final Pattern USE = Pattern.compile(".* threads=([0-9]+) files=([0-9]+)");
    private static final int CHUNK = 64 << 20;

    @TempDir
    private Path base;

    private Sandbox sandbox;
    private String name = "";

    @BeforeEach
    void open(TestInfo test) throws IOException {
        name = test.getDisplayName();
        sandbox = new Sandbox(base);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private String run(String what) throws IOException, InterruptedException {
        return end(Programs.prepare(ScarceProcess.class, sandbox, what, Sandbox.REF.toString()));
    }

    private String end(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1).strip();
        process.waitFor();
        System.out.println(name + ": " + said);
        return said;
    }

    private void serveIndex(String text) {
        sandbox.server.serve(MODELS, text.getBytes(ISO_8859_1));
    }

    private void serveManifest(byte[] manifest) {
        sandbox.registry.rawManifest("g", "m", "v", manifest);
        sandbox.serve();
    }

    private static byte[] document(String head, int count, IntFunction<String> element, String tail) {
        ByteArrayOutputStream document =
                new ByteArrayOutputStream(count * element.apply(count).length() + 1000);
        document.writeBytes(head.getBytes(ISO_8859_1));
        for (int i = 0; i < count; i++) {
            document.writeBytes(((i == 0 ? "" : ",") + element.apply(i)).getBytes(ISO_8859_1));
        }
        document.writeBytes(tail.getBytes(ISO_8859_1));
        return document.toByteArray();
    }

    @Test
    @Tag("R02")
    @Tag("M27")
    void anIndexWithoutAnEndIsRefused() throws Exception {
        sandbox.server.serve(MODELS, "{\"g\":{\"m\":{".repeat(10_000).getBytes(ISO_8859_1));
        sandbox.server.always(MODELS, new NetworkFault.EndlessBody());

        assertThat(run("look")).startsWith("RegistryException ");
        assertThat(sandbox.server.count(MODELS)).isEqualTo(1);
    }

    @Test
    @Tag("M21")
    void anIndexOfTenMillionNamesIsRefused() throws Exception {
        sandbox.server.serve(MODELS, document("{", 6_000_000, i -> "\"" + Integer.toString(i, 36) + "\":0", "}"));

        assertThat(run("look")).startsWith("RegistryException ");
    }

    @Test
    @Tag("M21")
    void anIndexOfAHundredThousandLevelsIsRefused() throws Exception {
        serveIndex("{\"g\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        assertThat(run("look")).startsWith("RegistryException ");
    }

    @Test
    @Tag("M21")
    void aManifestOfAHundredThousandLevelsIsRefused() throws Exception {
        serveManifest(("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(ISO_8859_1));

        assertThat(run("look")).startsWith("RegistryException ");
    }

    @Test
    @Tag("M26")
    void aManifestOfMoreFilesThanMayBeIsRefused() throws Exception {
        serveManifest(document(
                "{\"total_size\":0,\"chunk_size\":1,\"chunks\":[],\"files\":[",
                500_001,
                i -> "{\"path\":\"f" + i + "\",\"size\":0}",
                "]}"));

        assertThat(run("look")).startsWith("RegistryException ");
    }

    @Test
    @Tag("R05")
    void aHundredThousandHeadersAreRefused() throws Exception {
        serveIndex("{}");
        sandbox.server.always(MODELS, new NetworkFault.ManyHeaders(100_000));

        assertThat(run("look")).startsWith("NetworkException ");
    }

    @Test
    @Tag("R05")
    void aHeaderThatIsTooLongIsRefused() throws Exception {
        serveIndex("{}");
        sandbox.server.always(MODELS, new NetworkFault.Header("X-Long", "x".repeat(16 << 20)));

        assertThat(run("look")).startsWith("NetworkException ");
    }

    @Test
    @Tag("M26")
    void aManifestOfAMillionChunksIsAccepted() throws Exception {
        serveManifest(document(
                "{\"total_size\":1000000,\"chunk_size\":1,\"chunks\":[",
                1_000_000,
                i -> "\"" + "%064x".formatted(i) + "\"",
                "],\"files\":[{\"path\":\"x\",\"size\":1000000}]}"));

        assertThat(run("look")).startsWith("found=1000000 ");
        try (var spooled = Files.list(base.resolve("cache/spool"))) {
            assertThat(spooled).isEmpty();
        }
    }

    @Test
    @Tag("M26")
    void aManifestOfTwoHundredThousandFilesIsAccepted() throws Exception {
        serveManifest(document(
                "{\"total_size\":0,\"chunk_size\":1,\"chunks\":[],\"files\":[",
                200_000,
                i -> "{\"path\":\"data/part-" + i / 1000 + "/sample-" + i + ".safetensors\",\"size\":0}",
                "]}"));

        assertThat(run("look")).startsWith("found=0 ");
    }

    @Test
    @Tag("R01")
    void aModelOfLargeChunksTakesNoMoreMemoryThanOneOfSmall() throws Exception {
        int chunks = Integer.getInteger("large.chunks", 2);
        byte[] chunk = new byte[CHUNK];
        String hash = sandbox.registry.addData(chunk);
        long size = (long) chunks * CHUNK;
        serveManifest(document(
                "{\"total_size\":" + size + ",\"chunk_size\":" + CHUNK + ",\"chunks\":[",
                chunks,
                i -> "\"" + hash + "\"",
                "],\"files\":[{\"path\":\"x\",\"size\":" + size + "}]}"));

        assertThat(run("pull")).startsWith("INSTALLED ");
        assertThat(sandbox.version("v").resolve("x")).hasSize(size);
        assertThat(sandbox.server.count("/data/" + hash)).isEqualTo(1);
    }

    @Test
    @Tag("R03")
    void manyChunksOverManyConnectionsTakeFewFilesAndThreads() throws Exception {
        ByteBuffer numbers = ByteBuffer.allocate(3000 * Long.BYTES);
        while (numbers.hasRemaining()) {
            numbers.putLong(numbers.position());
        }
        SampleModel model = new SampleModel().chunkSize(Long.BYTES);
        for (int file = 0; file < 300; file++) {
            byte[] content = new byte[10 * Long.BYTES];
            numbers.get(file * content.length, content);
            model.file("f" + file, content);
        }
        sandbox.with(model);

        String said = run("pull");

        assertThat(said).startsWith("INSTALLED ");
        Matcher use = USE.matcher(said);
        assertThat(use.matches()).isTrue();
        assertThat(Integer.parseInt(use.group(1))).isLessThan(64);
        assertThat(Integer.parseInt(use.group(2))).isPositive().isLessThan(200);
        sandbox.assertInstalled("v", model);
    }

    /** Each jar is an open file; what only other tests need is no application's. */
    private static void narrowClassPath(List<String> command) {
        int path = command.indexOf("-cp") + 1;
        command.set(
                path,
                Stream.of(command.get(path).split(File.pathSeparator))
                        .filter(entry -> entry.contains("xprim-models")
                                || entry.contains("jackson-core")
                                || entry.contains("end-to-end"))
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    @Test
    @Tag("R04")
    void tooFewFilesAreNoFailureOrOneThatIsSaidAndNothingIsSpoilt() throws Exception {
        SampleModel model = new SampleModel().chunkSize(100);
        for (int file = 0; file < 200; file++) {
            model.randomFile("f" + file, 250, file);
        }
        sandbox.with(model);
        ProcessBuilder program = Programs.prepare(ScarceProcess.class, sandbox, "pull", Sandbox.REF.toString());
        narrowClassPath(program.command());
        program.command().addAll(0, List.of("sh", "-c", "ulimit -n 64 && exec \"$@\"", "sh"));

        assertThat(end(program)).matches("(INSTALLED|StorageException|NetworkException) .*");

        try (var manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
        }
        sandbox.assertInstalled("v", model);
    }
}
