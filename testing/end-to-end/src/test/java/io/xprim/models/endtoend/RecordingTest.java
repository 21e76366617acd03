// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.NetworkException;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording shows of a pull. */
@Timeout(120)
final class RecordingTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a", 3000, 1).file("b", "b").chunkSize(1000);

    @TempDir
    private Path base;

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = new Sandbox(base.resolve("store"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void aPullShowsItsChunksItsCommitAndItsWaits() throws IOException {
        sandbox.with(MODEL);
        Path cache = Files.createDirectories(sandbox.base.resolve("cache/chunks"));
        Files.write(cache.resolve(MODEL.chunkHashes().get(0)), MODEL.chunks().get(0));
        List<RecordedEvent> events = record(() -> {
            try (ModelManager manager = sandbox.manager()) {
                manager.pull(Sandbox.REF);
            }
        });

        assertThat(of(events, "Pull")).singleElement().satisfies(pull -> {
            assertThat(pull.getString("reference")).isEqualTo("g/m v");
            assertThat(pull.getString("outcome")).isEqualTo("INSTALLED");
            assertThat(pull.getLong("bytesFetched")).isEqualTo(2001);
            assertThat(pull.getLong("bytesReused")).isEqualTo(1000);
            assertThat(Stream.of("network", "hash", "disk", "waiting")
                            .map(pull::getDuration)
                            .reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofMillis(1), pull.getDuration());
            assertThat(pull.getString("limit")).isIn("network", "hash", "disk", "waiting");
        });
        assertThat(of(events, "Chunk"))
                .extracting(chunk -> chunk.getString("digest"))
                .containsExactlyInAnyOrderElementsOf(MODEL.chunkHashes());
        assertThat(of(events, "Chunk"))
                .extracting(chunk -> chunk.getString("source"))
                .containsExactlyInAnyOrder("cache", "registry", "registry", "registry");
        assertThat(of(events, "Commit")).singleElement().satisfies(commit -> {
            assertThat(commit.getInt("files")).isEqualTo(2);
            assertThat(commit.getBoolean("durable")).isTrue();
        });
        assertThat(of(events, "LockWait"))
                .extracting(wait -> wait.getString("lock"))
                .containsExactly("g/m v", "registry.json");
    }

    @Test
    void aPullThatFailedHasNoOutcome() throws IOException {
        sandbox.with(MODEL);
        sandbox.server.always("/models.json", new NetworkFault.Status(503));
        List<RecordedEvent> events = record(() -> {
            try (ModelManager manager = sandbox.manager()) {
                assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(NetworkException.class);
            }
        });

        assertThat(of(events, "Pull"))
                .singleElement()
                .satisfies(pull -> assertThat(pull.getString("outcome")).isNull());
    }

    private List<RecordedEvent> record(Runnable work) throws IOException {
        Path file = base.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            Stream.of("Pull", "Chunk", "Commit", "LockWait")
                    .forEach(name -> recording.enable("io.xprim.models." + name).withoutThreshold());
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("io.xprim.models." + name))
                .toList();
    }
}
