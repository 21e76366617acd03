// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {
    private static final byte[] BYTES = new byte[300_000];

    static {
        new Random(1).nextBytes(BYTES);
    }

    @Test
    void bytesArriveAsTheyWereSent() throws IOException {
        assertThat(ask(new Link(1L << 30, Duration.ZERO)).bytes()).isEqualTo(ByteBuffer.wrap(BYTES));
    }

    @Test
    void aConnectionGetsNoMoreThanTheLinkHas() throws IOException {
        Answer answer = ask(new Link(1_000_000, Duration.ZERO));

        assertThat(answer.bytes()).isEqualTo(ByteBuffer.wrap(BYTES));
        assertThat(answer.end()).isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
    }

    @Test
    void anAnswerTakesARoundTripAndTheConnectionAnother() throws IOException {
        Answer answer = ask(new Link(1L << 30, Duration.ofMillis(200)));

        assertThat(answer.firstByte()).isBetween(Duration.ofMillis(400), Duration.ofSeconds(10));
    }

    private record Answer(ByteBuffer bytes, Duration firstByte, Duration end) {}

    /** Sends one byte through a relay to a server that then sends all of its bytes. */
    private static Answer ask(Link link) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Relay relay = Relay.start(URI.create("http://127.0.0.1:" + listener.getLocalPort()), link);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), relay.address().getPort())) {
            long start = System.nanoTime();
            socket.getOutputStream().write(1);
            try (Socket server = listener.accept()) {
                assertThat(server.getInputStream().read()).isEqualTo(1);
                server.getOutputStream().write(BYTES);
            }
            InputStream in = socket.getInputStream();
            byte[] bytes = new byte[BYTES.length];
            int first = in.readNBytes(bytes, 0, 1);
            Duration firstByte = Duration.ofNanos(System.nanoTime() - start);
            in.readNBytes(bytes, first, bytes.length - first);
            return new Answer(ByteBuffer.wrap(bytes), firstByte, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
