// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A port whose queue of connections is full, so that the system answers no further one. Not thread-safe. */
final class UnansweredPort implements AutoCloseable {
    private static final int MOST_TRIED = 16;
    private static final int PATIENCE_MILLIS = 300;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    private UnansweredPort(ServerSocket listener) {
        this.listener = listener;
    }

    /** Makes one; where the system refuses further connections instead of leaving them unanswered, the test ends here. */
    static UnansweredPort open() throws IOException {
        UnansweredPort port =
                new UnansweredPort(new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        boolean full = false;
        for (int i = 0; i < MOST_TRIED && !full; i++) {
            full = !port.queue();
        }
        if (!full) {
            port.close();
        }
        Assumptions.assumeTrue(full, "this system leaves no connection unanswered");
        return port;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** Whether the system took one more. */
    private boolean queue() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(listener.getLocalSocketAddress(), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try (listener) {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }
}
