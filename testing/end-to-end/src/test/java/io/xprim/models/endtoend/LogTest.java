// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.NotInstalledException;
import io.xprim.models.RegistryException;
import io.xprim.models.VerifyOptions;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a manager tells its logger, and at which level. */
@Timeout(120)
final class LogTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a", 3000, 1).chunkSize(1000);
    private static final String FIRST = MODEL.chunkHashes().get(0);

    private final RecordingLogger log = new RecordingLogger();

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base);
        sandbox.with(MODEL);
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void eachRequestIsADebugMessageWithItsStatusItsSizeAndItsTime() {
        try (ModelManager manager = manager()) {
            manager.pull(Sandbox.REF);
        }
        assertThat(log.of(Level.DEBUG))
                .filteredOn(message -> message.startsWith("GET "))
                .hasSize(5)
                .allMatch(message ->
                        message.matches("GET http://127\\.0\\.0\\.1:\\d+/\\S+ status=200 bytes=\\d+ ms=\\d+"))
                .anyMatch(message -> message.contains("/models.json "))
                .anyMatch(message -> message.contains("/data/" + FIRST + " status=200 bytes=1000 "));
    }

    @Test
    void aRequestThatIsRefusedIsToldWithItsStatus() {
        sandbox.server.next("/models.json", new NetworkFault.Status(403));
        try (ModelManager manager = manager()) {
            assertThatThrownBy(manager::listRemote).isInstanceOf(RegistryException.class);
        }
        assertThat(log.of(Level.DEBUG)).anyMatch(message -> message.contains("/models.json status=403 bytes="));
    }

    @Test
    void whatComesFromTheCacheIsADebugMessage() throws IOException {
        Path cache = Files.createDirectories(base.resolve("cache/chunks"));
        Files.write(cache.resolve(FIRST), MODEL.chunks().get(0));
        try (ModelManager manager = manager()) {
            manager.pull(Sandbox.REF);
        }
        assertThat(log.of(Level.DEBUG)).contains("cache hit chunk=" + FIRST);
    }

    @Test
    void whatIsBegunAndDoneIsInformation() {
        try (ModelManager manager = manager()) {
            manager.pull(Sandbox.REF);
            manager.remove(Sandbox.REF);
        }
        assertThat(log.of(Level.INFO)).hasSize(4);
        assertThat(log.of(Level.INFO).get(0)).isEqualTo("pulling g/m v");
        assertThat(log.of(Level.INFO).get(1)).matches("pulled g/m v outcome=INSTALLED fetched=3000 reused=0 ms=\\d+");
        assertThat(log.of(Level.INFO).get(2))
                .matches("the time of g/m v went into network=\\d+\\.\\d\\ds hash=\\d+\\.\\d\\ds disk=\\d+\\.\\d\\ds"
                        + " waiting=\\d+\\.\\d\\ds limit=(network|hash|disk|waiting)");
        assertThat(log.of(Level.INFO).get(3)).isEqualTo("removed g/m v");
        assertThat(log.of(Level.WARNING)).isEmpty();
        assertThat(log.of(Level.ERROR)).isEmpty();
    }

    @Test
    void whatIsTriedAgainIsAWarningWithTheAttempt() {
        sandbox.server.next("/data/" + FIRST, new NetworkFault.Status(503), new NetworkFault.Status(503));
        try (ModelManager manager = manager()) {
            manager.pull(Sandbox.REF);
        }
        assertThat(log.of(Level.WARNING)).hasSize(2);
        assertThat(log.of(Level.WARNING).get(0))
                .startsWith("download chunk 1/3: ")
                .contains("503")
                .matches(".*; attempt 1/3 in \\d+ ms");
        assertThat(log.of(Level.WARNING).get(1)).matches(".*; attempt 2/3 in \\d+ ms");
        assertThat(log.of(Level.ERROR)).isEmpty();
    }

    @Test
    void aDamagedChunkInTheCacheIsAWarning() throws IOException {
        Path cache = Files.createDirectories(base.resolve("cache/chunks"));
        Files.write(cache.resolve(FIRST), new byte[1000]);
        try (ModelManager manager = manager()) {
            manager.pull(Sandbox.REF);
        }
        assertThat(log.of(Level.WARNING))
                .containsExactly("the cached chunk " + FIRST + " is damaged; it is fetched again");
    }

    @Test
    void anEntryOfTheIndexThatCannotBeUsedIsAWarning() {
        sandbox.registry.entry("g", "n", "v", "17");
        sandbox.serve();
        try (ModelManager manager = manager()) {
            assertThat(manager.listRemote()).hasSize(1);
        }
        assertThat(log.of(Level.WARNING))
                .singleElement()
                .asString()
                .startsWith("left out of the registry's index: ")
                .contains("n");
    }

    @Test
    void whatWasRepairedIsAWarning() throws IOException {
        try (ModelManager manager = manager()) {
            manager.pull(Sandbox.REF);
            Path file = sandbox.version("v").resolve("a");
            byte[] bytes = Files.readAllBytes(file);
            bytes[1500] ^= 1;
            Files.write(file, bytes);

            manager.verify(Sandbox.REF, VerifyOptions.builder().repair(true).build());
        }
        assertThat(log.of(Level.WARNING)).containsExactly("repaired g/m v ranges=1 fetched=1000");
    }

    @Test
    void aFailureIsAnErrorBeforeTheCallerGetsIt() {
        try (ModelManager manager = manager()) {
            assertThatThrownBy(() -> manager.path(Sandbox.REF)).isInstanceOf(NotInstalledException.class);
            assertThat(log.of(Level.ERROR)).singleElement().asString().contains("g/m v is not installed");
            sandbox.server.always("/models.json", new NetworkFault.Status(404));
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(RegistryException.class)
                    .satisfies(failure ->
                            assertThat(log.messages()).last().isEqualTo(Level.ERROR + " " + failure.getMessage()));
        }
    }

    @Test
    void withoutALoggerNothingIsWrittenAnywhere() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try (ModelManager manager = sandbox.builder().build()) {
            sandbox.server.next("/data/" + FIRST, new NetworkFault.Status(503));
            manager.pull(Sandbox.REF);
            assertThatThrownBy(() -> manager.path(Sandbox.REF.withVersion("w")))
                    .isInstanceOf(NotInstalledException.class);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private ModelManager manager() {
        return sandbox.builder().logger(log).build();
    }
}
