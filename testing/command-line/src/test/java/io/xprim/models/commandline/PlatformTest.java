// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xprim.models.cli.EveryCommand;
import io.xprim.models.cli.Main;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.fixtures.SampleRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program on machines that lack what others have: letters, a home, a temporary folder, anywhere else to write. */
@Timeout(240)
final class PlatformTest {
    private static final String[] PULL = {"pull", "g/m", "v", "--registry", "registry", "--progress", "plain"};

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder);
        new SampleRegistry()
                .add(
                        "g",
                        "m",
                        "v",
                        new SampleModel().randomFile("a.bin", 3000, 1).chunkSize(1000))
                .add("g", "letters", "v", new SampleModel().file("a", "a").file("sub/é.txt", "x"))
                .writeTo(desk.file("registry"));
    }

    private static void assertWentWell(Run.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }

    /** {@code LC_ALL=C} leaves a JVM the letters of ASCII alone for the names of files. */
    @Test
    @Tag("P08")
    void aNameThatTheLocaleHasNoLettersForIsAStorageFailureThatSaysWhatToDo() throws Exception {
        desk.with("LC_ALL", "C");

        assertWentWell(desk.run(PULL));
        Run.Outcome outcome = desk.run("pull", "g/letters", "v", "--registry", "registry");

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.err()).contains("LC_ALL=C.UTF-8").doesNotContain("Exception", "\tat ");
        try (Stream<Path> made = Files.walk(desk.models())) {
            assertThat(made.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("?"));
        }
        assertThat(desk.models().resolve("g/letters/v")).doesNotExist();
        assertWentWell(desk.with("LC_ALL", "C.UTF-8").run("pull", "g/letters", "v", "--registry", "registry"));
    }

    @ParameterizedTest
    @Tag("P11")
    @ValueSource(strings = {"", "relative/data"})
    void anXdgFolderThatIsNotAbsoluteIsIgnoredAndEmptyMeansUnset(String data) throws Exception {
        Path home = Files.createDirectory(desk.file("home"));
        desk.with("XPRIM_MODELS_DIR", "").with("XDG_DATA_HOME", data).with("HOME", home.toString());

        assertWentWell(desk.run(PULL));

        assertThat(home.resolve(".local/share/xprim/models/g/m/v/a.bin")).exists();
        assertThat(desk.file("relative")).doesNotExist();
    }

    @Test
    @Tag("P11")
    void withoutAnyHomeThePullFailsAndSaysWhatToDo() throws Exception {
        desk.with("XPRIM_MODELS_DIR", "").with("XDG_DATA_HOME", "").with("HOME", "");

        Run.Outcome outcome = desk.java(List.of("-Duser.home=?"), Main.class, PULL);

        assertThat(outcome.exitCode()).isEqualTo(7);
        assertThat(outcome.err()).contains("no home directory", "HOME").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @Tag("P12")
    @ValueSource(strings = {"/nonexistent/folder", "/proc"})
    void noTemporaryFolderIsNeeded(String temporary) throws Exception {
        List<String> flags = List.of("-Djava.io.tmpdir=" + temporary);

        assertWentWell(desk.java(flags, Main.class, PULL));
        assertWentWell(desk.java(flags, Main.class, "verify"));
        Run.Outcome path = desk.java(flags, Main.class, "path", "g/m", "v");

        assertThat(path.out().strip())
                .isEqualTo(desk.models().toRealPath().resolve("g/m/v").toString());
        assertThat(path.err()).isEmpty();
    }

    /** As root, since nobody else may make a file system read-only, for a process and its children alone. */
    @Test
    @Tag("P12")
    void nothingButTheStoreIsWritten() throws Exception {
        Path models = Files.createDirectories(desk.models()).toRealPath();
        String readOnly = "mount --bind '" + models + "' '" + models + "' && mount -o remount,bind,ro /";
        assumeTrue(
                desk.shell("unshare -m sh -c \"" + readOnly + " && ! touch /x 2>/dev/null\"")
                                .exitCode()
                        == 0,
                "this machine does not let its file systems be made read-only");

        assertWentWell(
                desk.shell(
                        "unshare -m sh -c \"" + readOnly
                                + " && ./xprim-models pull g/m v --registry registry && ./xprim-models verify && ./xprim-models remove g/m v -y\""));

        assertThat(desk.models().resolve("g")).doesNotExist();
    }

    @ParameterizedTest
    @Tag("P04")
    @ValueSource(strings = {"-x", "a üñ 100% #1"})
    void theFolderOfTheStoreMayBeCalledAnything(String name) throws Exception {
        desk.with("LC_ALL", "C.UTF-8");
        String option = "--data-dir=" + name;

        assertWentWell(desk.run("pull", "g/m", "v", "--registry", "registry", option));
        Run.Outcome path = desk.run("path", "g/m", "v", option);

        assertThat(path.out().strip())
                .isEqualTo(folder.toRealPath().resolve(name).resolve("g/m/v").toString());
    }

    /** A registry that cannot be reached would be 5. */
    @Test
    @Tag("M24")
    void aReferenceThatIsNoneIsAWrongArgumentAndNobodyIsAsked() throws Exception {
        String[] lines = Stream.of("../x/y v", "a", "a/b/c", "a/b ..", "a/b v/../..", "-rf/x", "a/b:v:w")
                .map(reference -> "pull " + reference + " --registry http://127.0.0.1:1/")
                .toArray(String[]::new);

        Run.Outcome outcome = desk.java(List.of(), EveryCommand.class, lines);

        assertThat(outcome.out().lines().filter(line -> line.matches("[0-9]+")))
                .as(outcome.out())
                .hasSize(lines.length)
                .containsOnly("2");
        assertThat(desk.models()).doesNotExist();
    }
}
