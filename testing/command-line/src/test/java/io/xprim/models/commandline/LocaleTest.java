// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.cli.EveryCommand;
import io.xprim.models.cli.Main;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language of the machine changes nothing. In Turkish the capital of i is another letter, and decimals have a comma. */
final class LocaleTest {
    private static final String[] LINES = {
        "list --remote --registry registry",
        "info I/INDIGO i1 --remote --registry registry",
        "info I/INDIGO i1 --remote --registry registry --json",
        "pull I/INDIGO i1 --dry-run --registry registry",
        "pull I/INDIGO i1 --quiet --registry registry --timeout 1M",
        "pull I/INDIGO i1 --registry registry --timeout 1m --progress PLAIN",
        "pull I/INDIGO i1 --registry registry --timeout 1m --progress plain",
        "list",
        "list --json",
        "list ı",
        "info I/INDIGO i1",
        "info i/indigo i1",
        "path I/INDIGO i1",
        "path I/INDIG i1",
        "verify",
        "verify --json",
        "update --registry registry",
        "update --registry registry --json",
        "publish files I/INDIGO i2 --to other --chunk-size 64k --alias INITIAL",
        "publish files I/INDIGO i2 --to other --chunk-size 1mib --json",
        "prune",
        "remove I/INDIGO i1",
        "remove I/INDIGO --all --json",
        "pull",
        "LIST",
        "lıst",
        "list --JSON",
        "--help",
        "info --help",
        "pull I/INDIGO i1 --registry http://127.0.0.1:1/ --retries 0 --json",
    };

    @Test
    @Tag("P09")
    void everyCommandWritesTheSameWhateverTheLanguageAndTheTimeZone(@TempDir Path folder) throws Exception {
        String english = everything(folder, List.of("-Duser.language=en", "-Duser.country=US"));
        assertThat(english).contains("Removed I/INDIGO i1", "1.5 MB").doesNotContain("unexpected");
        assertThat(everything(folder, List.of("-Duser.language=tr", "-Duser.country=TR")))
                .isEqualTo(english);
        assertThat(everything(
                        folder, List.of("-Duser.language=de", "-Duser.country=DE", "-Duser.timezone=Pacific/Chatham")))
                .isEqualTo(english);
    }

    @Test
    @Tag("P09")
    void whatIsKeptHasTheTimeOfGreenwich(@TempDir Path folder) throws Exception {
        Desk desk = new Desk(folder);
        new SampleRegistry()
                .add("g", "m", "v", new SampleModel().file("f", "x"))
                .writeTo(desk.file("registry"));
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        Run.Outcome outcome = desk.java(
                List.of("-Duser.language=ar", "-Duser.timezone=Pacific/Chatham"),
                Main.class,
                "pull g/m v --registry registry".split(" "));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Matcher time = Pattern.compile("\"installed_at\" *: *\"([^\"]+)\"")
                .matcher(Files.readString(desk.models().resolve("registry.json")));
        assertThat(time.find()).isTrue();
        assertThat(Instant.parse(time.group(1))).isBetween(before, Instant.now());
    }

    /** Nothing is coloured to begin with, and no cursor is hidden that would have to come back; so NO_COLOR has nothing to do. */
    @Test
    void noCommandWritesAnEscapeSequence(@TempDir Path folder) throws Exception {
        assertThat(everything(folder, List.of())).doesNotContain("\u001b");
    }

    /** With the times of day and of work left out, which are never the same. */
    private static String everything(Path parent, List<String> flags) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(parent.resolve("desk"));
        Desk desk = new Desk(folder).with("TERM", "xterm-256color").with("CLICOLOR_FORCE", "1");
        new SampleRegistry()
                .add("I", "INDIGO", "i1", new SampleModel().randomFile("IMAGE.BIN", 1_572_864, 1))
                .writeTo(desk.file("registry"));
        Files.createDirectories(desk.file("files"));
        Files.writeString(desk.file("files").resolve("f"), "content");
        Run.Outcome outcome = desk.java(flags, EveryCommand.class, LINES);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        delete(folder);
        return outcome.out()
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[ T][\\d:]+Z", "TIME")
                .replaceAll("elapsed_ms\":\\d+|[\\d.]+s\\b", "SPAN");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
