// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** Names from outside, against the rules written down once more, and against the disk. */
class NameProperties {
    private static final List<String> FRAGMENTS = List.of(
            "a",
            "B",
            "9",
            "x.txt",
            "long-enough",
            ".",
            "..",
            "...",
            " ",
            "/",
            "//",
            "\\",
            ":",
            "*",
            "?",
            "\"",
            "<",
            ">",
            "|",
            "~",
            "~1",
            "~12345678",
            "con",
            "CON",
            "nul",
            "Aux",
            "prn",
            "com1",
            "COM0",
            "LPT¹",
            "com²",
            "lpt³",
            "lpt10",
            "conin$",
            "CONOUT$",
            ".a",
            ".test",
            "\0",
            "\n",
            "\u001f",
            "\u007f",
            "\u009b",
            "\ud800",
            "\udc00",
            "\u202e",
            "\u2028",
            "\u2029",
            "\ufeff",
            "\u00ad",
            "\u200b",
            "\u200c",
            "\u200d",
            "\u180e",
            "\u180b",
            "\u180f",
            "\ufe0f",
            "\ufe00",
            "\udb40\udd00",
            "\udb40\uddef",
            "\udb40\udc01",
            "\u034f",
            "\u115f",
            "\u1160",
            "\u17b4",
            "\u17b5",
            "\u3164",
            "\uffa0",
            "é",
            "e\u0301",
            "模型",
            "😀",
            "\u00a0",
            "\u2003",
            "İ",
            "ı",
            "ß",
            "a".repeat(99),
            "b".repeat(150),
            "é".repeat(120),
            "/a".repeat(32),
            "_",
            "-",
            "cache",
            "Registry.json",
            "$");

    private static List<Path> roots = new ArrayList<>();

    @BeforeContainer
    static void makeFolder() throws IOException {
        roots = List.of(Files.createTempDirectory("names"));
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        for (Path root : roots) {
            deleteBelow(root);
            Files.delete(root);
        }
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> one = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(FRAGMENTS)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(3)));
        return one.list().ofMaxSize(6).map(fragments -> String.join("", fragments));
    }

    @Property(tries = 5000)
    @Tag("M01")
    @Tag("M02")
    @Tag("M03")
    @Tag("M04")
    @Tag("M05")
    @Tag("M06")
    @Tag("M08")
    @Tag("M09")
    @Tag("P02")
    void aPathIsTakenJustWhereTheRulesAllowIt(@ForAll("names") String path) {
        boolean allowed = ReferenceRules.allowPath(path);
        Statistics.label("allowed").collect(allowed).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });

        assertThat(isPath(path)).isEqualTo(allowed);
    }

    @Property(tries = 5000)
    @Tag("M23")
    @Tag("M24")
    @Tag("P02")
    void aPartOfAReferenceIsTakenJustWhereTheRulesAllowIt(@ForAll("names") String part) {
        boolean allowed = ReferenceRules.allowPart(part);

        assertThat(isPart(part, "m", "v")).isEqualTo(allowed);
        assertThat(isPart("g", part, "v")).isEqualTo(allowed);
        assertThat(isPart("g", "m", part)).isEqualTo(allowed);
    }

    @Property(tries = 2000)
    @Tag("P09")
    void theLanguageOfTheMachineChangesNothing(@ForAll("names") String name) {
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("tr", "az", "lt", "de")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(isPath(name)).isEqualTo(ReferenceRules.allowPath(name));
                assertThat(isPart(name, "m", "v")).isEqualTo(ReferenceRules.allowPart(name));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property(tries = 2000)
    @Tag("M01")
    @Tag("M09")
    void whatIsTakenCanBeMadeBelowAFolderAndStaysThere(@ForAll("names") String path) throws IOException {
        Assume.that(isPath(path));
        Path root = roots.get(0);
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(found -> root.relativize(found).toString()))
                    .containsExactly(path);
        } finally {
            deleteBelow(root);
        }
    }

    private static void deleteBelow(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(root)) {
                    Files.delete(path);
                }
            }
        }
    }

    private static boolean isPath(String path) {
        try {
            return new ModelFile(path, 0).path().equals(path);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage())
                    .hasSizeLessThan(3000)
                    .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
            return false;
        }
    }

    private static boolean isPart(String group, String model, String version) {
        try {
            return new ModelRef(group, model, version).group().equals(group);
        } catch (InvalidReferenceException e) {
            assertThat(e.getMessage())
                    .hasSizeLessThan(3000)
                    .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
            return false;
        }
    }
}
