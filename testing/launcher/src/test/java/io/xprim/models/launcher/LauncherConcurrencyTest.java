// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two runs at once, and builds that are ended from outside. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherConcurrencyTest {
    @TempDir
    Path temporary;

    Checkout checkout;

    @BeforeEach
    void makeCheckout() throws IOException, InterruptedException {
        checkout = Checkout.in(temporary);
        checkout.closeGate();
    }

    @Test
    void ofTwoFirstRunsOneBuildsAndTheOtherWaits() throws Exception {
        Run first = checkout.start(checkout.command("first"));
        checkout.awaitArrival();
        Run second = checkout.start(checkout.command("second"));
        second.awaitStderr("Waiting");

        checkout.openGate();

        assertThat(first.await().stdout()).isEqualTo("[first]\n");
        assertThat(second.await())
                .isEqualTo(new Outcome(
                        0,
                        "[second]\n",
                        "Waiting for another build of xprim-models (process "
                                + first.process().pid() + ", lock " + lock() + "; log: " + checkout.log() + ")\n"));
        assertThat(checkout.builds()).hasSize(1);
        assertThat(lock()).doesNotExist();
    }

    @Test
    void aRunThatWaitedForABuildThatFailsBuildsItself() throws Exception {
        Path fails = Files.createFile(temporary.resolve("mvn-fails"));
        Run first = checkout.start(checkout.command("first"));
        checkout.awaitArrival();
        Run second = checkout.start(checkout.command("second"));
        second.awaitStderr("Waiting");

        checkout.openGate();
        assertThat(first.await().status()).isEqualTo(1);
        checkout.awaitArrival();
        Files.delete(fails);
        checkout.openGate();

        assertThat(second.await().stdout()).isEqualTo("[second]\n");
    }

    @Test
    void theLockOfABuilderThatWasKilledIsTakenOver() throws Exception {
        Run killed = checkout.start(checkout.command("killed"));
        ProcessHandle orphan = ProcessHandle.of(checkout.awaitArrival()).orElseThrow();
        killed.process().destroyForcibly();
        assertThat(killed.await().status()).isEqualTo(137);
        assertThat(lock()).isSymbolicLink();
        Files.delete(temporary.resolve("gate"));

        Outcome outcome = checkout.run("a");

        assertThat(orphan.isAlive()).isTrue();
        orphan.descendants().forEach(ProcessHandle::destroyForcibly);
        orphan.destroyForcibly();
        assertThat(outcome.stdout()).isEqualTo("[a]\n");
        assertThat(outcome.stderr())
                .startsWith("Building xprim-models (first run")
                .hasLineCount(1);
        assertThat(checkout.stateEntries("lock")).isEmpty();
    }

    @Test
    void aLockThatNamesNoProcessIsTakenOver() throws Exception {
        Files.createDirectories(checkout.state());
        Files.createSymbolicLink(checkout.state().resolve("lock"), Path.of("nobody"));
        Files.delete(temporary.resolve("gate"));

        assertThat(checkout.run("a").stdout()).isEqualTo("[a]\n");
    }

    @Test
    void aTerminatedBuildStopsMavenAndLeavesNothing() throws Exception {
        Run terminated = checkout.start(checkout.command("terminated"));
        long maven = checkout.awaitArrival();

        terminated.process().destroy();

        Outcome outcome = terminated.await();
        assertThat(outcome.status()).isEqualTo(143);
        assertThat(outcome.stdout()).isEmpty();
        assertThat(ProcessHandle.of(maven)).isEmpty();
        assertThat(checkout.stateEntries("")).containsExactly("build.log");
        Files.delete(temporary.resolve("gate"));
        assertThat(checkout.run("a").stdout()).isEqualTo("[a]\n");
    }

    private Path lock() {
        return checkout.state().resolve("lock");
    }
}
