// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When it builds again, when it does not, and what a build that failed leaves. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherRebuildTest {
    @TempDir
    Path temporary;

    Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Checkout.in(temporary);
    }

    @Test
    void aRunThatFindsAllBuiltWritesNothing() throws Exception {
        checkout.run();
        Map<Path, Object> before = checkout.contents();

        checkout.run();

        assertThat(checkout.contents()).isEqualTo(before);
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        checkout.run();
        Files.writeString(checkout.source("xprim-models-core"), "class Source { int changed; }");

        assertRebuilt();
    }

    @Test
    void anAddedSourceIsBuiltAgain() throws Exception {
        checkout.run();
        Files.writeString(checkout.source("xprim-models-cli").resolveSibling("More.java"), "class More {}");

        assertRebuilt();
    }

    @Test
    void aDeletedSourceIsBuiltAgain() throws Exception {
        checkout.run();
        Files.delete(checkout.source("xprim-models-core"));

        assertRebuilt();
    }

    @Test
    void aChangedPomIsBuiltAgain() throws Exception {
        checkout.run();
        Files.writeString(checkout.root().resolve("xprim-models-api/pom.xml"), "<project></project>");
        assertRebuilt();
        Files.writeString(checkout.root().resolve("pom.xml"), "<project></project>");
        assertRebuilt();
    }

    @Test
    void aSourceThatChangesDuringItsBuildIsBuiltAgain() throws Exception {
        checkout.closeGate();
        Run run = checkout.start(checkout.command("a"));
        checkout.awaitArrival();
        Files.writeString(checkout.source("xprim-models-cli"), "class Source { int changed; }");
        checkout.openGate();
        run.await();
        Files.delete(temporary.resolve("gate"));

        assertRebuilt();
    }

    @Test
    void whatTheCommandLineDoesNotNeedIsNotLookedAt() throws Exception {
        checkout.run();
        Path other = Files.createDirectories(checkout.root().resolve("xprim-models-other/src/main/java"));
        Files.writeString(other.resolve("Other.java"), "class Other {}");
        Files.createDirectories(checkout.root().resolve("xprim-models-cli/src/test/java"));

        checkout.run();

        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void aBuildThatFailsShowsTheEndOfItsLogAndTheCause() throws Exception {
        StringBuilder output = new StringBuilder();
        for (int line = 1; line <= 40; line++) {
            output.append("line ").append(line).append(" \u001b[1m\n");
        }
        Files.writeString(
                temporary.resolve("mvn-fails"),
                output + "[ERROR] COMPILATION ERROR : \n[ERROR] Source.java:[1,2] ';' expected\n[ERROR] -> [Help 1]\n");

        Outcome outcome = checkout.run("a");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.stdout()).isEmpty();
        assertThat(outcome.stderr())
                .contains("    line 40 [1m\n", "    [ERROR] -> [Help 1]\n")
                .doesNotContain("line 28 ", "\u001b")
                .endsWith("xprim-models: the build failed: Source.java:[1,2] ';' expected; log: " + checkout.log()
                        + "\n");
        assertThat(checkout.log()).content().contains("said by mvn on stdout", "said by mvn on stderr", "line 1 ");
    }

    @Test
    void aFailureToReachMavenCentralSaysWhatToDo() throws Exception {
        Files.writeString(
                temporary.resolve("mvn-fails"),
                "[ERROR] Could not transfer artifact a:b:jar:1 from/to central: Unknown host repo.example\n");

        assertThat(checkout.run().stderr())
                .contains("the build failed: Could not transfer artifact a:b:jar:1", "~/.m2/settings.xml");
    }

    @Test
    void aMavenThatFailsWithoutAWordIsReportedByItsStatus() throws Exception {
        Files.createFile(temporary.resolve("mvn-fails"));

        assertThat(checkout.run().stderr()).contains("the build failed: mvn ended with status 1");
    }

    @Test
    void nothingHalfBuiltIsUsedOrLeft() throws Exception {
        Path fails = Files.createFile(temporary.resolve("mvn-fails"));
        checkout.run();
        assertThat(checkout.stateEntries("")).containsExactly("build.log");
        assertThat(checkout.root().resolve("xprim-models-cli/target/launcher")).isEmptyDirectory();
        Files.delete(fails);

        Outcome outcome = checkout.run("a");

        assertThat(outcome.stdout()).isEqualTo("[a]\n");
        assertThat(outcome.stderr()).startsWith("Building xprim-models (first run");
    }

    @Test
    void sourcesThatDoNotBuildAreNotReplacedByAnOldBuild() throws Exception {
        checkout.run();
        Files.writeString(checkout.source("xprim-models-cli"), "class");
        Files.createFile(temporary.resolve("mvn-fails"));

        assertThat(checkout.run("a").status()).isEqualTo(1);
        assertThat(checkout.run("a").status()).isEqualTo(1);
        assertThat(checkout.builds()).hasSize(3);
    }

    @Test
    void aRunUnderWayKeepsItsJars() throws Exception {
        Path held = checkout.makeFifo("held");
        Path release = checkout.makeFifo("release");
        Run run = checkout.start(checkout.command("hold", held.toString(), release.toString()));
        assertThat(Files.readString(held)).isEqualTo("held");
        Files.writeString(checkout.source("xprim-models-cli"), "class Source { int changed; }");
        assertRebuilt();

        Files.writeString(release, "go on");

        assertThat(run.await().stdout()).isEqualTo("late\n");
    }

    @Test
    void onlyTheLastTwoBuildsStay() throws Exception {
        for (int build = 0; build < 4; build++) {
            Files.writeString(checkout.source("xprim-models-cli"), "// " + build);
            checkout.run();
        }

        assertThat(checkout.builds()).hasSize(4);
        assertThat(checkout.stateEntries("build-")).hasSize(2).contains(current());
        assertThat(checkout.stateEntries("")).hasSize(4).contains("build.log", "current");
        assertThat(checkout.root().resolve("xprim-models-cli/target/launcher")).isEmptyDirectory();
    }

    @Test
    void aCheckoutThatCannotBeWrittenIsOneLine() throws Exception {
        Files.createFile(checkout.root().resolve("target"));

        assertThat(checkout.run("a"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "xprim-models: nothing is built yet, and " + checkout.state()
                                + " cannot be written; run it once as a user who may write there.\n"));
    }

    @Test
    void aGoodBuildRunsWhereNothingCanBeWritten() throws Exception {
        checkout.run();
        Path build = checkout.state().resolve(current());
        setPermissions("r-xr-xr-x", build, checkout.state());
        try {
            assumeFalse(Files.isWritable(checkout.state()), "whoever may write everywhere cannot see this");

            assertThat(checkout.run("a")).isEqualTo(new Outcome(0, "[a]\n", ""));
            checkout.installJava("21");
            assertThat(checkout.run("a")).isEqualTo(new Outcome(0, "[a]\n", ""));
            Files.writeString(checkout.source("xprim-models-cli"), "class Source { int changed; }");
            assertThat(checkout.run("a"))
                    .isEqualTo(new Outcome(
                            0,
                            "[a]\n",
                            "xprim-models: sources changed, but " + checkout.state()
                                    + " cannot be written: running what was built before.\n"));
        } finally {
            setPermissions("rwxr-xr-x", build, checkout.state());
        }
    }

    private static void setPermissions(String permissions, Path... folders) throws IOException {
        for (Path folder : folders) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
    }

    private String current() throws IOException {
        return Files.readString(checkout.state().resolve("current")).strip();
    }

    /** The next run builds, and says that it is because of the sources; the one after does not. */
    private void assertRebuilt() throws IOException, InterruptedException {
        int builds = checkout.builds().size();

        Outcome outcome = checkout.run("a");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        0, "[a]\n", "Building xprim-models (sources changed; log: " + checkout.log() + ")\n"));
        assertThat(checkout.run("a").stderr()).isEmpty();
        assertThat(checkout.builds()).hasSize(builds + 1);
    }
}
