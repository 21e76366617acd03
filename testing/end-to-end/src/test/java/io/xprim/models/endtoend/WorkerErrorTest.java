// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xprim.models.Cancellation;
import io.xprim.models.ModelManager;
import io.xprim.models.PullOptions;
import io.xprim.models.PullResult;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of the machine in a thread that fetches. */
@Timeout(60)
final class WorkerErrorTest {
    private static final SampleModel MODEL =
            new SampleModel().randomFile("a.bin", 5000, 1).chunkSize(1000);

    @TempDir
    private Path base;

    @ParameterizedTest
    @Tag("D20")
    @ValueSource(booleans = {true, false})
    void anErrorEndsThePullGivesTheLockBackAndKeepsWhatWasFetched(boolean outOfMemory) throws Exception {
        Error error = outOfMemory ? new OutOfMemoryError("a test's") : new StackOverflowError("a test's");
        try (Sandbox sandbox = new Sandbox(base).with(MODEL);
                MapTransport transport = new MapTransport(sandbox.registry.toMap())) {
            transport.failAt("/data/" + MODEL.chunkHashes().get(3), error);
            try (ModelManager manager = sandbox.builder().transport(transport).build()) {
                assertThatThrownBy(() -> manager.pull(
                                Sandbox.REF,
                                PullOptions.builder().concurrency(1).build()))
                        .isSameAs(error);
                assertThat(manager.listInstalled()).isEmpty();
                transport.heal();

                PullResult next = manager.pull(
                        Sandbox.REF,
                        PullOptions.builder().lockWait(Duration.ZERO).build());

                assertThat(next.bytesReused()).isEqualTo(3000);
                assertThat(next.bytesFetched()).isEqualTo(2000);
            }
            sandbox.assertInstalled("v", MODEL);
        }
        StoreCheck.assertNothingLeaks(base);
    }

    /** Answers from memory; of one path it fails after the first piece of the body, as a sink without memory does. */
    private static final class MapTransport implements HttpTransport {
        private record Failure(String path, Error error) {}

        private final Map<String, byte[]> bodies;
        private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

        MapTransport(Map<String, byte[]> bodies) {
            this.bodies = bodies;
        }

        void failAt(String path, Error error) {
            failure.set(new Failure(path, error));
        }

        void heal() {
            failure.set(null);
        }

        @Override
        public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
                throws IOException {
            byte[] body = bodies.get(request.uri().getPath());
            if (body == null) {
                throw new IOException("the registry has no " + request.uri());
            }
            BodySink sink = handler.head(200, HttpHeaders.of(Map.of())).orElseThrow();
            Failure failing = failure.get();
            if (failing != null && failing.path().equals(request.uri().getPath())) {
                sink.accept(ByteBuffer.wrap(body, 0, body.length / 2));
                throw failing.error();
            }
            sink.accept(ByteBuffer.wrap(body));
        }

        @Override
        public TransportCapabilities capabilities() {
            return TransportCapabilities.builder().build();
        }

        @Override
        public void close() {}
    }
}
