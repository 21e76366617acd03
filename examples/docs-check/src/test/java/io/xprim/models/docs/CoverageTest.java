// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each promise in {@code docs/design/coverage.md} has a test that is there, and none of them has gone. */
final class CoverageTest {
    private static final Page PAGE = Page.of("docs/design/coverage.md");
    private static final Pattern REFERENCE = Pattern.compile("`([A-Za-z0-9]+#[A-Za-z0-9]+)`");
    private static final Path PROMISES = Path.of("src/test/promises.txt");
    private static final TestMethods METHODS = TestMethods.ofSources();

    /** A line of a table. */
    record Row(String table, String promise, String tests) {
        List<String> references() {
            return REFERENCE
                    .matcher(tests)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
        }

        @Override
        public String toString() {
            return table + ": " + promise;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String table = "";
        for (String line : PAGE.lines()) {
            if (line.startsWith("## ")) {
                table = line.substring(3);
            } else if (line.startsWith("| ") && !line.startsWith("| promise |") && !line.startsWith("| --- |")) {
                String[] cells = line.substring(2).split(" \\| ?", -1);
                rows.add(new Row(table, cells[0], cells[1]));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPromiseIsHeldByATestThatIsThere(Row row) {
        assertThat(row.references()).isNotEmpty().allMatch(METHODS::contains);
        assertThat(REFERENCE.matcher(row.tests()).replaceAll(""))
                .as("what is no reference")
                .isBlank();
    }

    @Test
    void noPromiseHasGoneAndNoneCameUnnoticed() throws IOException {
        assertThat(rows().stream().map(Row::toString))
                .containsExactlyElementsOf(Files.readAllLines(PROMISES, StandardCharsets.UTF_8));
    }

    @Test
    void aTestIsAMethodThatRunsAsOne() {
        assertThat(METHODS.contains("CoverageTest#aTestIsAMethodThatRunsAsOne")).isTrue();
        assertThat(METHODS.contains("CoverageTest#aPromiseIsHeldByATestThatIsThere"))
                .isTrue();
        assertThat(METHODS.contains("CoverageTest#rows")).isFalse();
        assertThat(METHODS.contains("CoverageTest#nobodyWroteThis")).isFalse();
    }
}
