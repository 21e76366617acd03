// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

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

final class JavaBlocksTest {
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    static Stream<Block> blocks() {
        return Page.forReaders().stream().flatMap(page -> page.blocks("java").stream());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyJavaBlockIsPartOfACompiledExample(Block block) throws IOException {
        String wanted = normalised(block.text());

        assertThat(sources().stream().anyMatch(source -> source.contains(wanted)))
                .as("an example has what is at " + block + ":\n" + block.text())
                .isTrue();
    }

    @Test
    void everyArtifactThatIsNamedIsInTheBom() throws IOException {
        String bom = Files.readString(Page.ROOT.resolve("xprim-models-bom/pom.xml"), StandardCharsets.UTF_8);
        List<String> named = Page.forReaders().stream()
                .flatMap(page -> page.blocks("xml").stream())
                .flatMap(block -> ARTIFACT.matcher(block.text()).results().map(match -> match.group(1)))
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(named).allSatisfy(artifact -> assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>"));
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Page.ROOT.resolve("examples"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(normalised(Files.readString(file, StandardCharsets.UTF_8)));
            }
        }
        return sources;
    }

    /** How lines are broken and indented does not matter. */
    private static String normalised(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
