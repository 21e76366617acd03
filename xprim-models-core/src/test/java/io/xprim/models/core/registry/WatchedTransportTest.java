// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedTransportTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofDays(1);
    private static final int PIECE = 100;

    private final Cancellation cancellation = new Cancellation();
    private final Scripted transport = new Scripted();
    private Optional<WatchedTransport> watched = Optional.empty();
    private long received;

    @AfterEach
    void close() {
        watched.ifPresent(WatchedTransport::close);
    }

    @Test
    @Tag("N05")
    void aHeadThatTakesTooLongIsGivenUp() {
        transport.script = (handler, ending) -> pauseForEver(ending);
        assertGivenUp(watch(1, SHORT), "the head of the answer took too long");
    }

    @Test
    @Tag("N05")
    void aBodyThatDribblesIsGivenUp() {
        transport.script = (handler, ending) -> {
            BodySink sink = handler.head(200, HttpHeaders.empty()).orElseThrow();
            while (true) {
                sink.accept(ByteBuffer.allocate(1));
                pause(Duration.ofMillis(10), ending);
            }
        };
        assertGivenUp(watch(1000, SHORT), "the server sent fewer than 1000 bytes a second");
        assertThat(received).isPositive();
    }

    @Test
    @Tag("N05")
    void anAnswerThatDoesNotEndWithItsBodyIsGivenUp() {
        transport.script = (handler, ending) -> {
            handler.head(200, HttpHeaders.empty()).orElseThrow().accept(ByteBuffer.allocate(PIECE));
            pauseForEver(ending);
        };
        assertGivenUp(watch(1, SHORT), "the server sent fewer than 1 bytes a second");
    }

    @Test
    @Tag("N05")
    void aBodyAboveTheSlowestRateMayTakeManyTimesTheIdleTimeout() throws Exception {
        transport.script = (handler, ending) -> {
            BodySink sink = handler.head(200, HttpHeaders.empty()).orElseThrow();
            for (int i = 0; i < 200; i++) {
                sink.accept(ByteBuffer.allocate(PIECE));
                pause(Duration.ofMillis(20), ending);
            }
        };
        // A thread that this machine lets wait for most of a second is no reason to fail.
        exchange(watch(1, Duration.ofSeconds(1)), piece -> take(piece));
        assertThat(received).isEqualTo(200 * PIECE);
    }

    @Test
    void whatTheSinkTakesIsNotTheServersTime() throws Exception {
        transport.script = (handler, ending) ->
                handler.head(200, HttpHeaders.empty()).orElseThrow().accept(ByteBuffer.allocate(PIECE));
        exchange(watch(1_000_000, SHORT), piece -> {
            pauseUninterruptibly(SHORT.multipliedBy(10));
            take(piece);
        });
        assertThat(received).isEqualTo(PIECE);
    }

    @Test
    void whoeverCancelsIsNotToldThatTheServerIsSlow() {
        transport.script = (handler, ending) -> {
            cancellation.cancel();
            pauseForEver(ending);
        };
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> exchange(watch(1, SHORT), this::take));
    }

    @Test
    void closingItLeavesTheTransportOpen() {
        watch(1, LONG).close();
        assertThat(transport.closed).isFalse();
    }

    private WatchedTransport watch(long slowestRate, Duration idleTimeout) {
        WatchedTransport made = new WatchedTransport(transport, slowestRate, SHORT, idleTimeout);
        watched = Optional.of(made);
        return made;
    }

    private void assertGivenUp(WatchedTransport over, String message) {
        assertThatExceptionOfType(WatchedTransport.TooSlowException.class)
                .isThrownBy(() -> exchange(over, this::take))
                .withMessage(message);
        assertThat(cancellation.isCancelled()).isFalse();
    }

    private void exchange(WatchedTransport over, BodySink sink) throws Exception {
        over.exchange(
                TransportRequest.get(URI.create("http://localhost/x"), HttpHeaders.empty()),
                (status, headers) -> Optional.of(sink),
                cancellation);
    }

    private void take(ByteBuffer piece) {
        received += piece.remaining();
        piece.position(piece.limit());
    }

    private static void pauseForEver(Cancellation ending) {
        pause(LONG, ending);
    }

    private static void pause(Duration time, Cancellation ending) {
        try {
            if (ending.await(time)) {
                throw new CancellationException("cancelled");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private static void pauseUninterruptibly(Duration time) {
        pause(time, new Cancellation());
    }

    /** Does in its exchanges what it is told to. */
    private static final class Scripted implements HttpTransport {
        private Script script = (handler, ending) -> {};
        private boolean closed;

        private interface Script {
            void run(ResponseHandler handler, Cancellation ending) throws IOException;
        }

        @Override
        public void exchange(TransportRequest request, ResponseHandler handler, Cancellation ending)
                throws IOException {
            script.run(handler, ending);
        }

        @Override
        public TransportCapabilities capabilities() {
            return TransportCapabilities.builder().build();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
