// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.Cancellation;
import io.xprim.models.Limits;
import io.xprim.models.RateLimit;
import io.xprim.models.RetryPolicy;
import io.xprim.models.core.assemble.ModelFiles;
import io.xprim.models.core.assemble.StagedModel;
import io.xprim.models.core.format.ManifestCodec;
import io.xprim.models.core.format.MemoryDocument;
import io.xprim.models.core.registry.RecordingLogger;
import io.xprim.models.core.registry.Registry;
import io.xprim.models.fixtures.SampleModel;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegistryChunksTest {
    private static final byte[] RIGHT = {1, 2, 3, 4};
    private static final byte[] WRONG = {9, 9};

    private final TransferProgress progress = new TransferProgress();
    private final byte[] file = new byte[RIGHT.length];

    @Test
    void whatAnAttemptThatWasGivenUpDeliversLateIsNotWritten() throws Exception {
        Stalling transport = new Stalling();
        StagedModel model = new StagedModel(
                ManifestCodec.read(
                        new SampleModel()
                                .file("x", RIGHT)
                                .chunkSize(RIGHT.length)
                                .manifest(),
                        Limits.defaults()),
                new OneFile());

        assertThat(new RegistryChunks(model, () -> registry(transport), progress, RateLimit.none())
                        .supply(0, ByteBuffer.allocate(10), new Cancellation()))
                .isTrue();
        assertThat(transport.sinks).hasSize(2);
        for (BodySink sink : transport.sinks) {
            sink.accept(ByteBuffer.wrap(WRONG));
        }

        assertThat(file).isEqualTo(RIGHT);
        assertThat(progress.bytesFetched()).isEqualTo(WRONG.length + RIGHT.length);
        assertThat(progress.snapshot().bytesInProgress()).isZero();
    }

    private static Registry registry(HttpTransport transport) {
        return Registry.at(
                URI.create("http://localhost/"),
                Map.of(),
                () -> transport,
                MemoryDocument::new,
                RetryPolicy.builder()
                        .retries(1)
                        .firstDelay(Duration.ofMillis(1))
                        .build(),
                Limits.defaults(),
                Clock.systemUTC(),
                new Random(),
                new RecordingLogger());
    }

    private final class OneFile implements ModelFiles {
        @Override
        public void write(int number, long position, ByteBuffer bytes) {
            bytes.get(file, (int) position, bytes.remaining());
        }

        @Override
        public boolean read(int number, long position, ByteBuffer bytes) {
            throw new AssertionError("nothing is read back");
        }
    }

    /** Its first answer comes to a stop after some bytes. */
    private static final class Stalling implements HttpTransport {
        private final List<BodySink> sinks = new ArrayList<>();

        @Override
        public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
                throws TransportException, IOException {
            BodySink sink = handler.head(200, HttpHeaders.of(Map.of())).orElseThrow();
            sinks.add(sink);
            if (sinks.size() == 1) {
                sink.accept(ByteBuffer.wrap(WRONG));
                throw new TransportException(TransportException.Kind.READ_TIMEOUT, "stalled", null);
            }
            sink.accept(ByteBuffer.wrap(RIGHT));
        }

        @Override
        public TransportCapabilities capabilities() {
            return TransportCapabilities.builder().build();
        }

        @Override
        public void close() {}
    }
}
