// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xprim.models.examples.similarity.Program.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model out of a jar is published, served over HTTP, pulled by an application and run by it: each step by a program of ours. */
@TestInstance(Lifecycle.PER_CLASS)
final class RealModelTest {
    private static final String REF = "sentence-transformers/all-minilm-l6-v2:quantized";
    private static final List<String> SENTENCES = List.of(
            "The cat sleeps on the warm windowsill.",
            "A kitten is napping by the sunny window.",
            "The central bank raised interest rates again.");

    /** What the Hugging Face tokenizers 0.23 and ONNX Runtime in Python give; kernels for other processors round otherwise. */
    private static final List<Double> EXPECTED = List.of(0.639, -0.056, -0.045);

    private static final Offset<Double> ROUNDING = within(0.05);

    private Program programs;
    private Process server;
    private String registry;
    private Outcome publishing;
    private Outcome first;

    @BeforeAll
    void goTheWholeWay(@TempDir Path folder) throws IOException, InterruptedException {
        ModelInJar.unpack(folder.resolve("unpacked"));
        programs = new Program(folder);
        publishing =
                programs.commandLine("publish", "unpacked", REF, "--to", "registry", "--chunk-size", "1MiB", "--json");
        server = programs.start("serve", "registry", "--port", "0", "--quiet");
        registry = Program.firstLine(server);
        first = run(registry);
        first.out().forEach(System.out::println);
    }

    @AfterAll
    void stopServing() {
        server.destroyForcibly();
    }

    @Test
    void theModelIsPublishedInManyChunks() {
        assertThat(publishing.exitCode()).as(publishing.err().toString()).isZero();
        assertThat(publishing.out()).anySatisfy(line -> assertThat(line).contains("\"chunk_count\":23"));
    }

    @Test
    void twoSentencesOfLikeMeaningAreNearerToEachOtherThanToTheThird() {
        assertThat(first.exitCode()).as(first.err().toString()).isZero();
        assertThat(first.out().get(0)).isEqualTo("INSTALLED " + installed());
        List<Double> similarities = similarities(first);
        assertThat(similarities).hasSize(EXPECTED.size());
        for (int pair = 0; pair < EXPECTED.size(); pair++) {
            assertThat(similarities.get(pair)).isCloseTo(EXPECTED.get(pair), ROUNDING);
        }
    }

    @Test
    void theInstalledFilesAreByteForByteThoseOfTheJar() throws IOException {
        Map<String, String> digests = installedDigests();

        assertThat(digests).isEqualTo(ModelInJar.digests());
        System.out.println("The installed files are byte for byte those of the jar:");
        digests.forEach((path, digest) -> System.out.println(digest + "  " + path));
    }

    @Test
    void aSecondRunFindsTheModelInstalledAndSaysTheSame() throws Exception {
        Outcome second = run(registry);

        assertThat(second.exitCode()).as(second.err().toString()).isZero();
        assertThat(second.out().get(0)).isEqualTo("ALREADY_INSTALLED " + installed());
        assertThat(similarities(second)).isEqualTo(similarities(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{registry}nowhere/", "http://127.0.0.1:1/"})
    void aWrongRegistryIsOneLineOnStderrAndAFailure(String template) throws Exception {
        String wrong = template.replace("{registry}", registry);

        Outcome outcome = run(wrong);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).singleElement().asString().contains(wrong);
    }

    private Outcome run(String url) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(url, REF));
        arguments.addAll(SENTENCES);
        return programs.application(arguments.toArray(String[]::new));
    }

    private Path installed() {
        return programs.models().resolve(REF.replace(':', '/'));
    }

    private Map<String, String> installedDigests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.list(installed())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    digests.put(String.valueOf(file.getFileName()), ModelInJar.sha256(content));
                }
            }
        }
        return digests;
    }

    /** Each line but the first begins with a similarity. */
    private static List<Double> similarities(Outcome outcome) {
        return outcome.out().stream()
                .skip(1)
                .map(line -> Double.valueOf(line.substring(0, line.indexOf(' '))))
                .toList();
    }
}
