// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.ModelManager;
import io.xprim.models.ModelManagerBuilder;
import io.xprim.models.NetworkException;
import io.xprim.models.RetryPolicy;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.testkit.fault.NetworkFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are never silent for long, and never done. */
@Timeout(120)
final class SlowServerTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 60_000, 1).chunkSize(60_000);
    private static final String CHUNK = "/data/" + MODEL.chunkHashes().get(0);

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

    /** The head comes in one piece; of the body each attempt would bring more than the one before. */
    @Test
    @Tag("N05")
    void aBodyThatDribblesIsGivenUpAndItsNewBytesGiveNoRetriesBack() {
        sandbox.server.next(
                CHUNK,
                new NetworkFault.Slow(50, TICK),
                new NetworkFault.Slow(60, TICK),
                new NetworkFault.Slow(70, TICK),
                new NetworkFault.Slow(80, TICK));
        assertGivenUp("the server sent fewer than 1024 bytes a second");
    }

    @Test
    @Tag("N05")
    void aHeadThatDribblesIsGivenUp() {
        sandbox.server.always(CHUNK, new NetworkFault.Slow(1, IDLE.dividedBy(2)));
        assertGivenUp("the head of the answer took too long");
    }

    @Test
    @Tag("N05")
    void aSlowServerThatGoesOnIsWaitedFor() {
        sandbox.server.always(CHUNK, new NetworkFault.Slow(1000, TICK.dividedBy(2)));
        try (ModelManager manager = impatient().build()) {
            assertThat(manager.pull(Sandbox.REF).elapsed()).isGreaterThan(IDLE.multipliedBy(2));
        }
        sandbox.assertInstalled("v", MODEL);
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(1);
    }

    @Test
    @Tag("N05")
    void aServerThatBringsAByteMoreEachTimeIsNotAskedForEver() {
        for (int more = 1; more < 20; more++) {
            sandbox.server.next(CHUNK, new NetworkFault.Truncate(100L * more));
        }
        RetryPolicy policy = RetryPolicy.builder()
                .firstDelay(Duration.ofMillis(1))
                .mostAttempts(10)
                .build();
        try (ModelManager manager = sandbox.builder().retryPolicy(policy).build()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF)).isInstanceOf(NetworkException.class);
        }
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(10);
    }

    private void assertGivenUp(String why) {
        try (ModelManager manager = impatient().build()) {
            assertThatThrownBy(() -> manager.pull(Sandbox.REF))
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining(why)
                    .hasMessageContaining(sandbox.server.uri(CHUNK).toString());
        }
        assertThat(sandbox.server.count(CHUNK)).isEqualTo(4);
        assertThat(sandbox.version("v")).doesNotExist();
    }

    private ModelManagerBuilder impatient() {
        return sandbox.builder().connectTimeout(IDLE).idleTimeout(IDLE);
    }
}
