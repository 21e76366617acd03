// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which java and which Maven are used, and what is said of those that are missing or too old. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherToolsTest {
    @TempDir
    Path temporary;

    Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Checkout.in(temporary);
    }

    @Test
    void aMissingJavaIsOneLine() throws Exception {
        checkout.removeTool("java");

        assertRefused("xprim-models: no java on the PATH; install a JDK 17 or later, or set JAVA_HOME to one.");
    }

    @Test
    void anOldJavaIsOneLine() throws Exception {
        checkout.installJava("11.0.2");

        assertRefused("xprim-models: " + temporary.toRealPath()
                + "/bin/java is too old (Java 11); set JAVA_HOME to a JDK 17 or later.");
    }

    @Test
    void aJavaFromTheTimesOfOnePointIsOld() throws Exception {
        checkout.installJava("1.8.0_402");

        assertThat(checkout.run().stderr()).contains("too old (Java 1)").hasLineCount(1);
    }

    @Test
    void aJavaThatDoesNotTellItsVersionIsOneLine() throws Exception {
        checkout.installJava("unknown");

        assertThat(checkout.run().stderr())
                .contains("/bin/java does not tell its version;")
                .hasLineCount(1);
    }

    @Test
    void aJavaHomeWithoutJavaIsOneLine() throws Exception {
        Outcome outcome = checkout.start(withJavaHome("/no where")).await();

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "xprim-models: JAVA_HOME is /no where, which has no bin/java; set it to a JDK 17 or later.\n"));
    }

    @Test
    void javaHomeGoesBeforeThePath() throws Exception {
        Path home = temporary.resolve("java home");
        Files.createDirectories(home.resolve("bin"));
        Files.move(temporary.resolve("bin/java"), home.resolve("bin/java"));
        checkout.installJava("11.0.2");

        assertThat(checkout.start(withJavaHome(home.toString())).await().stdout())
                .isEqualTo("[a]\n");
    }

    @Test
    void anEmptyJavaHomeIsNone() throws Exception {
        assertThat(checkout.start(withJavaHome("")).await().stdout()).isEqualTo("[a]\n");
    }

    @Test
    void javaIsNotAskedForItsVersionAgain() throws Exception {
        checkout.run();
        int questions = checkout.versionQuestions();

        checkout.run();

        assertThat(checkout.versionQuestions()).isEqualTo(questions).isPositive();
    }

    @Test
    void anotherJavaIsAskedOnceAndNothingIsBuilt() throws Exception {
        checkout.run();
        int questions = checkout.versionQuestions();
        checkout.installJava("21.0.10");

        checkout.run();
        checkout.run();

        assertThat(checkout.versionQuestions()).isEqualTo(questions + 1);
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void anOldJavaThatCameAfterTheBuildIsRefused() throws Exception {
        checkout.run();
        checkout.installJava("11.0.29");

        assertThat(checkout.run("a").stderr()).contains("is too old (Java 11)").hasLineCount(1);
    }

    @Test
    void aMissingMavenIsOneLine() throws Exception {
        checkout.removeTool("mvn");

        assertRefused(
                "xprim-models: no mvn on the PATH, and the first run needs it to build; install Maven 3.8 or later.");
    }

    @Test
    void anOldMavenIsOneLine() throws Exception {
        checkout.installMaven("3.6.3");

        assertRefused("xprim-models: " + temporary.toRealPath()
                + "/bin/mvn is too old (Maven 3.6); install Maven 3.8 or later.");
    }

    @Test
    void laterMavensWill() throws Exception {
        checkout.installMaven("3.10.0");
        assertThat(checkout.run("a").stdout()).isEqualTo("[a]\n");
        Files.delete(checkout.state().resolve("current"));
        checkout.installMaven("4.0.0");
        assertThat(checkout.run("a").stdout()).isEqualTo("[a]\n");
    }

    @Test
    void mavenIsNotNeededOnceAllIsBuilt() throws Exception {
        checkout.run();
        checkout.removeTool("mvn");

        assertThat(checkout.run("a")).isEqualTo(new Outcome(0, "[a]\n", ""));
    }

    @Test
    void mavenIsToldToBuildOnlyWhatTheCommandLineNeeds() throws Exception {
        checkout.run();

        assertThat(checkout.builds())
                .singleElement()
                .asString()
                .startsWith("-B -q -f " + checkout.root() + "/pom.xml -Dlauncher ")
                .endsWith(" -pl xprim-models-cli -am package");
    }

    @Test
    void aCheckoutThatWasMovedStillRuns() throws Exception {
        checkout.run();
        Path moved = Files.move(checkout.root(), temporary.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);

        Outcome outcome = checkout.start(
                        checkout.commandThrough(moved + "/xprim-models", "a").directory(temporary.toFile()))
                .await();

        assertThat(outcome).isEqualTo(new Outcome(0, "[a]\n", ""));
    }

    private ProcessBuilder withJavaHome(String home) {
        ProcessBuilder command = checkout.command("a");
        command.environment().put("JAVA_HOME", home);
        return command;
    }

    private void assertRefused(String line) throws IOException, InterruptedException {
        assertThat(checkout.run("a")).isEqualTo(new Outcome(1, "", line + "\n"));
        assertThat(checkout.builds()).isEmpty();
    }
}
