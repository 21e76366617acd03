// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case in the pages of cases has tests that carry its number, and they are the ones that its row names. */
final class CasesTest {
    private static final List<Page> PAGES =
            List.of(Page.of("docs/design/cases.md"), Page.of("docs/design/security.md"));
    private static final Pattern SERIES = Pattern.compile("## ([A-Z])01 to \\1([0-9]{2}): .+");
    private static final Pattern NUMBER = Pattern.compile("[A-Z][0-9]{2}");
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Za-z0-9]+)`");
    private static final String TO_COME = "to come";
    private static final TestMethods METHODS = TestMethods.ofSources();

    /** A line of a table. */
    record Row(String number, String tests) {
        Set<String> testClasses() {
            return new TreeSet<>(TEST_CLASS
                    .matcher(tests)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList());
        }

        @Override
        public String toString() {
            return number;
        }
    }

    static List<Row> rows() {
        return lines().stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(2).split(" \\| ?", -1))
                .filter(cells -> NUMBER.matcher(cells[0]).matches())
                .map(cells -> new Row(cells[0], cells[3]))
                .toList();
    }

    private static List<String> lines() {
        return PAGES.stream().flatMap(page -> page.lines().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aCaseIsHeldByTheTestsThatCarryItsNumber(Row row) {
        assertThat(METHODS.tagged(row.number())).isEqualTo(row.testClasses());
        String rest = TEST_CLASS.matcher(row.tests()).replaceAll("").strip();
        assertThat(rest).isEqualTo(row.testClasses().isEmpty() ? TO_COME : "");
    }

    @Test
    void everyNumberOfASeriesHasItsRow() {
        List<String> numbers = new ArrayList<>();
        for (String line : lines()) {
            Matcher series = SERIES.matcher(line);
            if (series.matches()) {
                IntStream.rangeClosed(1, Integer.parseInt(series.group(2)))
                        .mapToObj(number -> "%s%02d".formatted(series.group(1), number))
                        .forEach(numbers::add);
            }
        }
        assertThat(numbers).isNotEmpty();
        assertThat(rows()).extracting(Row::number).isEqualTo(numbers);
    }

    @Test
    void noTestCarriesTheNumberOfNoCase() {
        assertThat(METHODS.tags().keySet())
                .filteredOn(tag -> NUMBER.matcher(tag).matches())
                .isSubsetOf(rows().stream().map(Row::number).toList());
    }

    @Test
    @Tag("tag-of-a-test")
    void aTagCountsOnATestAlone() {
        assertThat(METHODS.tagged("tag-of-a-test")).containsExactly("CasesTest");
        assertThat(METHODS.tagged("tag-of-nothing")).isEmpty();
    }

    @Tag("tag-of-nothing")
    void noTest() {}
}
