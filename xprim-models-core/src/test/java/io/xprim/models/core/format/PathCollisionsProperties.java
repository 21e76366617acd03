// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Which paths cannot stand side by side, against the same rules written down once more: by pairs, and a character at a time. */
class PathCollisionsProperties {
    /** What is left of the full case foldings of Unicode (CaseFolding.txt, status F) once a text is decomposed. */
    private static final Map<String, String> LONGER = Stream.of(
                    "ß=ss ẞ=ss ŉ=ʼn ẚ=aʾ ﬀ=ff ﬁ=fi ﬂ=fl ﬃ=ffi ﬄ=ffl ﬅ=st ﬆ=st և=եւ ﬓ=մն ﬔ=մե ﬕ=մի ﬖ=վն ﬗ=մխ"
                            .split(" ", -1))
            .map(pair -> pair.split("=", -1))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    private static final Set<String> FRAGMENTS = Set.of(
            "a",
            "A",
            "b",
            "/",
            "//",
            "ß",
            "ẞ",
            "ss",
            "S",
            "ﬁ",
            "f",
            "I",
            "i",
            "ı",
            "İ",
            "\u0307",
            "é",
            "e",
            "E",
            "\u0301",
            "ς",
            "σ",
            "Σ",
            "k",
            "\u212a",
            "\u200c",
            "\ufe0f",
            "\u180b",
            "\udb40\udd00",
            "ŉ",
            "ʼ",
            "n",
            "N",
            "ᾳ",
            "α",
            "\u0345",
            "ι",
            "ǆ",
            "ǅ");

    /** Out of few fragments at a time, so that paths meet. */
    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of(FRAGMENTS).set().ofSize(5).flatMap(PathCollisionsProperties::pathsOf);
    }

    private static Arbitrary<List<String>> pathsOf(Set<String> fragments) {
        return Arbitraries.of(
                        Stream.concat(fragments.stream(), Stream.of("/", "a")).toList())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(chosen -> String.join("", chosen))
                .filter(PathCollisionsProperties::isPath)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    @Property(tries = 3000)
    @Tag("M07")
    @Tag("P03")
    void pathsAreRefusedJustWhereTwoOfThemMayBeOneOrOneIsBelowTheOther(@ForAll("paths") List<String> paths) {
        boolean collide = IntStream.range(0, paths.size())
                .boxed()
                .anyMatch(i -> IntStream.range(0, i).anyMatch(j -> collide(paths.get(i), paths.get(j))));
        Statistics.label("they collide").collect(collide).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 10);
            coverage.check(false).percentage(share -> share > 10);
        });

        assertThat(isRefused(paths)).as(paths.toString()).isEqualTo(collide);
    }

    /** Everything that any of the usual conversions makes of a letter, on every machine whatever its language. */
    @Property(tries = 1)
    @Tag("M07")
    @Tag("P03")
    @Tag("P09")
    void noLetterStandsBesideAnotherFormOfItself() {
        Locale before = Locale.getDefault();
        try {
            for (String language : List.of("en", "tr", "lt")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK)
                        .mapToObj(c -> "a" + Character.toString(c))
                        .filter(PathCollisionsProperties::isPath)
                        .forEach(PathCollisionsProperties::assertRefusedBesideItsForms);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void assertRefusedBesideItsForms(String path) {
        // The one that is not: a dotted capital I is a small one without its dot in Turkish alone.
        int c = path.codePointAt(1) == 0x130 ? 'a' : path.codePointAt(1);
        Stream.of(
                        path.toUpperCase(Locale.ROOT),
                        path.toLowerCase(Locale.ROOT),
                        path.replace(Character.toString(c), Character.toString(Character.toTitleCase(c))),
                        path.replace(Character.toString(c), Character.toString(Character.toUpperCase(c))),
                        path.replace(Character.toString(c), Character.toString(Character.toLowerCase(c))),
                        Normalizer.normalize(path, Normalizer.Form.NFC),
                        Normalizer.normalize(path, Normalizer.Form.NFD))
                .distinct()
                .filter(form -> !form.equals(path))
                .forEach(form -> assertThat(isRefused(List.of(path, form)))
                        .as("%s beside %s", path, form)
                        .isTrue());
    }

    @Property(tries = 300)
    void pathsThatDifferInALetterStandSideBySide(@ForAll @Size(min = 1, max = 20) Set<Character> letters)
            throws FormatException {
        Manifest.ensureNoCollisions(
                letters.stream()
                        .map(letter -> new ModelFile("same/" + (int) letter + "/x", 0))
                        .toList(),
                Limits.defaults());
    }

    /** So many that the table of what was seen has to grow. */
    @Property(tries = 300)
    void aPathIsRefusedWhereverTheOtherOneStandsAmongMany(
            @ForAll @IntRange(min = 1, max = 400) int count,
            @ForAll @IntRange(max = 399) int any,
            @ForAll boolean inFolders) {
        List<String> paths = IntStream.range(0, count)
                .mapToObj(i -> inFolders ? "in/" + i + "x/a" : "a" + i)
                .toList();
        String one = paths.get(any % count);
        String below = one + "/below";
        String folderInCapitals = inFolders ? one.replace("x/a", "X/b") : "A" + any % count + "/b";

        assertThat(isRefused(paths)).isFalse();
        assertThat(isRefused(and(paths, one.replace('a', 'b')))).isFalse();
        for (String another : List.of(one, one.replace('a', 'A'), below, folderInCapitals)) {
            assertThat(isRefused(and(paths, another))).as(another).isTrue();
        }
    }

    private static List<String> and(List<String> paths, String another) {
        return Stream.concat(paths.stream(), Stream.of(another)).toList();
    }

    @Example
    void theMessageNamesThePathAndSaysWhy() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Manifest.ensureNoCollisions(
                        List.of(new ModelFile("a/B", 0), new ModelFile("a/b", 0)), Limits.defaults()))
                .withMessageContaining("\"a/b\"")
                .withMessageContaining("differs only in case");
    }

    private static boolean isRefused(List<String> paths) {
        try {
            Manifest.ensureNoCollisions(
                    paths.stream().map(path -> new ModelFile(path, 0)).toList(), Limits.defaults());
            return false;
        } catch (FormatException e) {
            return true;
        }
    }

    private static boolean isPath(String text) {
        try {
            return !new ModelFile(text, 0).path().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean collide(String one, String other) {
        String[] a = one.split("/", -1);
        String[] b = other.split("/", -1);
        int common = Math.min(a.length, b.length);
        for (int i = 0; i < common; i++) {
            if (!fold(a[i]).equals(fold(b[i]))) {
                return false;
            }
            boolean isFolder = i < a.length - 1 && i < b.length - 1;
            if (isFolder && !a[i].equals(b[i])) {
                return true;
            }
        }
        return true;
    }

    private static String fold(String segment) {
        String visible = segment.codePoints()
                .filter(c -> !Set.of(0x200C, 0x200D).contains(c))
                .filter(c -> c < 0xFE00 || c > 0xFE0F)
                .filter(c -> c < 0xE0100 || c > 0xE01EF)
                .filter(c -> c < 0x180B || c > 0x180F || c == 0x180E)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String folded = Normalizer.normalize(visible, Normalizer.Form.NFD)
                .codePoints()
                .mapToObj(PathCollisionsProperties::foldOne)
                .collect(Collectors.joining());
        return Normalizer.normalize(folded, Normalizer.Form.NFD);
    }

    private static String foldOne(int c) {
        return Objects.requireNonNullElseGet(
                LONGER.get(Character.toString(c)),
                () -> Character.toString(Character.toLowerCase(Character.toUpperCase(c))));
    }
}
