// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.InvalidReferenceException;
import io.xprim.models.LockTimeoutException;
import io.xprim.models.ModelManager;
import io.xprim.models.ModelRef;
import io.xprim.models.NotInstalledException;
import io.xprim.models.PullResult;
import io.xprim.models.RemoveOptions;
import io.xprim.models.RemoveResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Removing what is installed. */
@Timeout(120)
final class RemoveTest {
    private static final SampleModel MODEL = new SampleModel()
            .randomFile("a.bin", 5000, 1)
            .file("sub/b.txt", "b")
            .chunkSize(1000);
    private static final ModelRef OTHER = ModelRef.parse("g/m:w");

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aRemovedModelLeavesNothingBehind() {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);

            manager.remove(Sandbox.REF);

            assertThat(manager.listInstalled()).isEmpty();
            assertThatThrownBy(() -> manager.path(Sandbox.REF)).isInstanceOf(NotInstalledException.class);
        }
        assertThat(base.resolve("g")).doesNotExist();
    }

    @Test
    void theOtherVersionsOfAModelStay() {
        sandbox.with("v", MODEL).with("w", MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            manager.pull(OTHER);

            manager.remove(Sandbox.REF);

            assertThat(manager.getInstalled(OTHER).ref()).isEqualTo(OTHER);
        }
        sandbox.assertInstalled("w", MODEL);
        assertThat(sandbox.version("v")).doesNotExist();
    }

    @Test
    void aModelThatIsNotInstalledCannotBeRemovedAndNothingIsMadeOnTheDisk() {
        try (ModelManager manager =
                sandbox.builder().dataDirectory(base.resolve("none")).build()) {
            assertThatThrownBy(() -> manager.remove(Sandbox.REF))
                    .isInstanceOf(NotInstalledException.class)
                    .hasMessage("remove g/m v: g/m v is not installed");
            assertThatThrownBy(() -> manager.removeAll("g", "m"))
                    .isInstanceOf(NotInstalledException.class)
                    .hasMessage("remove g/m: no version of g/m is installed");
            assertThatThrownBy(() -> manager.removeAll("..", "m")).isInstanceOf(InvalidReferenceException.class);
        }
        assertThat(base.resolve("none")).doesNotExist();
    }

    @Test
    void aModelWhoseFolderIsGoneIsTakenOffTheList() throws IOException {
        sandbox.with(MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            Files.move(sandbox.version("v"), base.resolve("elsewhere"));

            manager.remove(Sandbox.REF);
        }
        assertThat(Files.readString(base.resolve("registry.json"))).doesNotContain("\"v\"");
    }

    @Test
    void allVersionsOfAModelGoAndOtherModelsStay() {
        sandbox.with("v", MODEL).with("w", MODEL);
        sandbox.registry.add("g", "n", "v", MODEL);
        sandbox.serve();
        ModelRef neighbour = ModelRef.parse("g/n:v");
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            manager.pull(OTHER);
            manager.pull(neighbour);

            RemoveResult result = manager.removeAll("g", "m");

            assertThat(result.removed()).containsExactly(Sandbox.REF, OTHER);
            assertThat(result.failed()).isEmpty();
            assertThat(manager.listInstalled())
                    .singleElement()
                    .matches(model -> model.ref().equals(neighbour));
        }
    }

    @Test
    void removalGoesOnPastAVersionThatIsInUseAndWaitsForItsPull() throws Exception {
        sandbox.with("v", MODEL).with("w", MODEL);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            manager.pull(OTHER);
            SampleModel update = new SampleModel().randomFile("a.bin", 3000, 7).chunkSize(1000);
            sandbox.with("v", update);
            CountDownLatch hold = new CountDownLatch(1);
            String chunk = "/data/" + update.chunkHashes().get(0);
            sandbox.server.next(chunk, new NetworkFault.Hold(hold));
            CompletableFuture<PullResult> pull = CompletableFuture.supplyAsync(() -> manager.pull(Sandbox.REF));
            sandbox.server.awaitRequests(chunk, 1);

            RemoveResult hasty = manager.removeAll(
                    "g", "m", RemoveOptions.builder().lockWait(Duration.ZERO).build());

            assertThat(hasty.removed()).containsExactly(OTHER);
            assertThat(hasty.failed()).containsOnlyKeys(Sandbox.REF);
            assertThat(hasty.failed().get(Sandbox.REF))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageStartingWith("remove g/m v: ");
            CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> manager.remove(Sandbox.REF));
            hold.countDown();
            pull.get(60, TimeUnit.SECONDS);
            removal.get(60, TimeUnit.SECONDS);
            assertThat(manager.listInstalled()).isEmpty();
        }
    }

    @Test
    @Tag("D18")
    void aRemovalThatWasCutOffAfterItsCommitIsFinishedByWhoeverComesNext() throws IOException {
        sandbox.with(MODEL);
        Path registry = base.resolve("registry.json");
        for (boolean prune : new boolean[] {true, false}) {
            try (ModelManager manager = sandbox.manager()) {
                manager.pull(Sandbox.REF);
                Files.move(sandbox.version("v"), base.resolve("g/m/.v.old"));
                Files.writeString(registry, "{}");

                assertThat(manager.listInstalled()).isEmpty();
                if (prune) {
                    assertThat(manager.prune().bytesFreed()).isGreaterThanOrEqualTo(5001);
                    assertThat(base.resolve("g")).doesNotExist();
                } else {
                    assertThat(manager.pull(Sandbox.REF).outcome()).isEqualTo(PullResult.Outcome.INSTALLED);
                    assertThat(base.resolve("g/m")).isDirectoryNotContaining("glob:**.v.*");
                    sandbox.assertInstalled("v", MODEL);
                }
            }
        }
    }

    @Test
    void aModelsFolderThatIsALinkIsLeftWithTheOtherVersionsInIt() throws IOException {
        sandbox.with("v", MODEL).with("w", MODEL);
        Path disk = Files.createDirectories(base.resolve("elsewhere"));
        Files.createDirectories(base.resolve("g"));
        Files.createSymbolicLink(base.resolve("g/m"), disk);
        try (ModelManager manager = sandbox.manager()) {
            manager.pull(Sandbox.REF);
            manager.pull(OTHER);

            manager.remove(Sandbox.REF);

            assertThat(manager.verify(OTHER).ok()).isTrue();
            manager.remove(OTHER);
        }
        assertThat(base.resolve("g/m")).isSymbolicLink();
        assertThat(disk).isEmptyDirectory();
    }
}
