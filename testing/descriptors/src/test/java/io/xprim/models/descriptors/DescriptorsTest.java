// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published jar describes itself as the file of its name in {@code src/test/descriptors} says: no change of a surface goes unseen. */
final class DescriptorsTest {
    private static final Path GOLDEN = Path.of("src", "test", "descriptors");
    private static final Path ACTUAL = Path.of("target", "descriptors");
    private static final Path BOM = Path.of("..", "..", "xprim-models-bom", "pom.xml");
    private static final Pattern JAR = Pattern.compile(
            "<artifactId>(xprim-models-[a-z-]+)</artifactId>\\s*<version>[^<]*</version>\\s*</dependency>");

    static List<String> published() throws IOException {
        return JAR.matcher(Files.readString(BOM, StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("published")
    void aJarDescribesItselfAsItDid(String artifact) throws IOException {
        List<String> actual = DescribedJar.of(artifact).lines();
        Path golden = GOLDEN.resolve(artifact + ".txt");
        Path written = Files.createDirectories(ACTUAL).resolve(artifact + ".txt");
        Files.write(written, actual, StandardCharsets.UTF_8);

        List<String> expected = Files.exists(golden) ? Files.readAllLines(golden, StandardCharsets.UTF_8) : List.of();

        assertThat(differences(expected, actual))
                .as(
                        "%s describes itself otherwise (- before, + now); if that is meant, in testing/descriptors: cp %s %s",
                        artifact, written, golden)
                .isEmpty();
    }

    @Test
    void noDescriptionIsLeftOfAJarThatIsNoLongerPublished() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(published().stream()
                            .map(artifact -> artifact + ".txt")
                            .toList());
        }
    }

    private static List<String> differences(List<String> expected, List<String> actual) {
        List<String> differences = new ArrayList<>();
        expected.stream().filter(line -> !actual.contains(line)).forEach(line -> differences.add("- " + line));
        actual.stream().filter(line -> !expected.contains(line)).forEach(line -> differences.add("+ " + line));
        return differences;
    }
}
