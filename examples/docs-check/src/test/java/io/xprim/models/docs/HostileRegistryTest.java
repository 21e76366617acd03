// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of a registry that would work on a terminal, or on the lines of a log, if they got there as they are. */
@Timeout(120)
final class HostileRegistryTest {
    /** Clears the screen, in two ways; goes back, down and to nowhere; writes from right to left. */
    private static final String HOSTILE = "x\u001b[2J\u009b2J\r\n\b\u0000\u007f\u2028\u202e\u2066y";

    private static final List<String> MODES = List.of("", " --json", " --quiet", " --verbose", " --json --verbose");

    @TempDir
    private Path folder;

    private Workplace place;

    @BeforeEach
    void publishAndPull() {
        place = new Workplace(folder);
        place.registry(registry());
        place.run("pull g/m v --quiet");
        place.run("pull g/bidi v --quiet");
    }

    private static SampleRegistry registry() {
        String text = json(HOSTILE);
        SampleModel plain = new SampleModel()
                .file("a", "a")
                .metadata("{" + text + ": " + text + ", \"nested\": [{" + text + ": [" + text + "]}]}");
        SampleModel wrong = new SampleModel().file("a", "wrong");
        String hash = plain.manifestHash();
        return new SampleRegistry()
                .add("g", "m", "v", plain)
                .entry("g", "m", "alias", "{\"hash\": \"" + hash + "\", \"alias_of\": " + text + "}")
                .entry("g", "m", HOSTILE, "{\"hash\": \"" + hash + "\"}")
                .entry("g", HOSTILE, "v", "{\"hash\": \"" + hash + "\"}")
                .entry(HOSTILE, "m", "v", "{\"hash\": \"" + hash + "\"}")
                .entry("g", "hash", "v", "{\"hash\": " + text + "}")
                .entry("g", "text", "v", text)
                .add("g", "path", "v", new SampleModel().file("a" + HOSTILE, "a"))
                .add("g", "bidi", "v", new SampleModel().file("a\u202eb\u2066", "a"))
                .rawManifest("g", "manifest", "v", ("{" + text + ": " + text + "}").getBytes(UTF_8))
                .rawManifest("g", "garbage", "v", HOSTILE.getBytes(UTF_8))
                .add("g", "wrong", "v", wrong)
                .rawData(wrong.chunkHashes().get(0), HOSTILE.getBytes(UTF_8));
    }

    /** JSON may have all but quotes, backslashes and control characters as they are. */
    private static String json(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.append('"').toString();
    }

    static Stream<String> calls() {
        Stream<String> all = Stream.of(
                "list --remote",
                "list --remote g",
                "update",
                "update --apply",
                "verify",
                "verify --repair",
                "list",
                "remove g/m --all -y",
                "prune -y");
        Stream<String> one = Stream.of("m", "hash", "text", "path", "bidi", "manifest", "garbage", "wrong")
                .flatMap(model -> Stream.of(
                                "info g/%s v --remote",
                                "pull g/%s v --retries 0", "pull g/%s v --dry-run", "path g/%s v")
                        .map(call -> String.format(call, model)));
        Stream<String> alias = Stream.of("info g/m alias --remote", "pull g/m alias", "info g/m alias");
        return Stream.of(one, alias, all).flatMap(calls -> calls);
    }

    @ParameterizedTest
    @Tag("M23")
    @MethodSource("calls")
    void nothingOfItReachesTheStreamsAsItIs(String call) {
        for (String mode : MODES) {
            Workplace.Outcome outcome = place.run(call + mode);

            assertHarmless(outcome.out());
            assertHarmless(outcome.err());
        }
    }

    @Test
    @Tag("M19")
    @Tag("M23")
    void itIsShownNonetheless() {
        assertThat(place.run("info g/m v --remote").out()).contains("x\\u{1b}[2J\\u{9b}2J\\u{d}\\u{a}");
        assertThat(place.run("info g/m v --remote --json").out().toLowerCase(Locale.ROOT))
                .contains("x\\u001b[2j\\u009b2j\\r\\n");
        assertThat(place.run("list --remote").err()).contains("\\u{1b}");
        assertThat(place.run("pull g/path v").err()).contains("\\u{1b}");
    }

    private static void assertHarmless(String text) {
        assertThat(text.replace(System.lineSeparator(), "\n")
                        .codePoints()
                        .filter(c -> c != '\n')
                        .filter(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.LINE_SEPARATOR)
                        .mapToObj(Character::getName))
                .as(text)
                .isEmpty();
    }
}
