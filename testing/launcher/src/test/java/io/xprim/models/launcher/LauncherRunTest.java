// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What reaches the program, and what comes back. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherRunTest {
    @TempDir
    Path temporary;

    Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Checkout.in(temporary);
    }

    @Test
    void theFirstRunBuildsAndSaysSoOnStderrOnly() throws Exception {
        Outcome outcome = checkout.run("list", "--json");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0,
                        "[list]\n[--json]\n",
                        "Building xprim-models (first run, needs Maven Central; log: " + checkout.log() + ")\n"));
    }

    @Test
    void laterRunsSayNothing() throws Exception {
        checkout.run();

        assertThat(checkout.run("a")).isEqualTo(new Outcome(0, "[a]\n", ""));
    }

    @Test
    void argumentsArriveUnchanged() throws Exception {
        Outcome outcome = checkout.run("", "a b", " c ", "*", "$HOME", "d\\e", "'", "\"", "--", "-x=y", "line\nbreak");

        assertThat(outcome.stdout())
                .isEqualTo("[]\n[a b]\n[ c ]\n[*]\n[$HOME]\n[d\\e]\n[']\n[\"]\n[--]\n[-x=y]\n[line\nbreak]\n");
    }

    @Test
    void theProgramRunsInTheFolderOfItsCaller() throws Exception {
        Path elsewhere =
                Files.createDirectories(temporary.resolve("some where/else")).toRealPath();

        Outcome outcome = checkout.start(checkout.command("folder").directory(elsewhere.toFile()))
                .await();

        assertThat(outcome.stdout()).isEqualTo(elsewhere + "\n");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void itRunsByARelativeName() throws Exception {
        Path parent = checkout.root().resolve("..");

        Outcome outcome = checkout.start(checkout.commandThrough("sh", "xprim models/xprim-models", "a")
                        .directory(parent.toFile()))
                .await();

        assertThat(outcome.stdout()).isEqualTo("[a]\n");
    }

    @Test
    void itRunsByItsBareName() throws Exception {
        assertThat(checkout.start(checkout.commandThrough("sh", "xprim-models", "a"))
                        .await()
                        .stdout())
                .isEqualTo("[a]\n");
    }

    @Test
    void itRunsThroughAChainOfSymbolicLinks() throws Exception {
        Path links = Files.createDirectories(temporary.resolve("li nks"));
        Path absolute = Files.createSymbolicLink(links.resolve("absolute"), checkout.launcher());
        Files.createSymbolicLink(links.resolve("relative"), absolute.getFileName());

        Outcome outcome = checkout.start(
                        checkout.commandThrough(links.resolve("relative").toString(), "a"))
                .await();

        assertThat(outcome.stdout()).isEqualTo("[a]\n");
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void itRunsInEveryShellThatIsHere() throws Exception {
        List<Path> shells = new ArrayList<>();
        for (String name : List.of("sh", "dash", "bash", "ksh", "yash", "busybox")) {
            Path shell = Path.of("/bin", name);
            if (Files.isExecutable(shell)) {
                shells.add(shell);
            }
        }
        for (Path shell : shells) {
            Files.writeString(checkout.source("xprim-models-cli"), "// for " + shell);
            List<String> words = new ArrayList<>(List.of(checkout.launcher().toString(), "a", "b c"));
            if (shell.endsWith("busybox")) {
                words.add(0, "sh");
            }

            Outcome outcome = checkout.start(checkout.commandThrough(shell.toString(), words.toArray(String[]::new)))
                    .await();

            assertThat(outcome.stdout())
                    .as("under %s: %s", shell, outcome.stderr())
                    .isEqualTo("[a]\n[b c]\n");
        }
        assertThat(checkout.builds()).hasSameSizeAs(shells);
    }

    @Test
    void stdinIsTheProgramsEvenWhenItBuilds() throws Exception {
        Path input = Files.writeString(temporary.resolve("input"), "yes\nno");

        Outcome outcome = checkout.start(checkout.command("stdin").redirectInput(input.toFile()))
                .await();

        assertThat(outcome.stdout()).isEqualTo("yes\nno");
        assertThat(temporary.resolve("mvn-stdin")).isEmptyFile();
    }

    @Test
    void theExitCodeIsThatOfTheProgram() throws Exception {
        assertThat(checkout.run("exit", "6").status()).isEqualTo(6);
        assertThat(checkout.run("exit", "0").status()).isZero();
    }

    @Test
    void theProgramTakesThePlaceOfTheLauncher() throws Exception {
        Run run = checkout.start(checkout.command("process"));

        assertThat(run.await().stdout()).isEqualTo(run.process().pid() + "\n");
    }

    @Test
    void aSignalReachesTheProgram() throws Exception {
        Path held = checkout.makeFifo("held");
        Path release = checkout.makeFifo("release");
        Run run = checkout.start(checkout.command("hold", held.toString(), release.toString()));
        assertThat(Files.readString(held)).isEqualTo("held");

        run.process().destroy();

        assertThat(run.await().status()).isEqualTo(143);
    }

    @Test
    void moreFlagsForJavaAreTakenFromTheEnvironmentAndWin() throws Exception {
        ProcessBuilder command = checkout.command("property", "http.maxConnections");
        command.environment().put("XPRIM_JAVA_OPTS", " -Dhttp.maxConnections=3   -Dother=4 ");

        assertThat(checkout.start(command).await().stdout()).isEqualTo("3\n");
        assertThat(checkout.run("property", "http.maxConnections").stdout()).isEqualTo("16\n");
    }

    @Test
    void flagsForJavaAreNoFilePatterns() throws Exception {
        Files.createFile(checkout.root().resolve("-Dpattern=file"));
        ProcessBuilder command = checkout.command("property", "pattern");
        command.environment().put("XPRIM_JAVA_OPTS", "-Dpattern=*");

        assertThat(checkout.start(command).await().stdout()).isEqualTo("*\n");
    }

    @Test
    void theProgramRunsFromJarsInAFixedOrder() throws Exception {
        checkout.run();
        Path jars =
                checkout.state().resolve(checkout.stateEntries("build-").get(0)).resolve("jars");

        assertThat(checkout.run("property", "java.class.path").stdout())
                .isEqualTo(jars.resolve("xprim-models-cli-1.0.jar") + ":" + jars.resolve("xprim-models-core-1.0.jar")
                        + "\n");
    }

    @Test
    void theRealJavaStartsFromAnArchiveOfClassesWithoutAWord() throws Exception {
        checkout.installRealJava();

        Outcome first = checkout.run("a");
        Outcome second = checkout.run("b");

        assertThat(first.stderr()).hasLineCount(1).startsWith("Building xprim-models (first run");
        assertThat(second).isEqualTo(new Outcome(0, "[b]\n", ""));
        assertThat(archive()).isNotEmptyFile();
    }

    @Test
    void anArchiveOfClassesThatIsDamagedHarmsNothing() throws Exception {
        checkout.installRealJava();
        checkout.run("a");
        Path archive = archive();
        Files.delete(archive);
        Files.write(archive, "no archive".getBytes(StandardCharsets.UTF_8));

        assertThat(checkout.run("b")).isEqualTo(new Outcome(0, "[b]\n", ""));
    }

    private Path archive() throws IOException {
        Path build = checkout.state().resolve(checkout.stateEntries("build-").get(0));
        try (var files = Files.newDirectoryStream(build, "java-*.jsa")) {
            return files.iterator().next();
        }
    }
}
