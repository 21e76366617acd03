// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A server on the loopback address that knows TLS 1.0 and nothing newer, as no JDK can be told to be one any more: whatever a client offers, it
 * answers with that version (RFC 2246, 7.4.1.3), and reads on. Thread-safe.
 */
final class OldTlsServer implements AutoCloseable {
    private static final int HANDSHAKE = 22;
    private static final int TLS_1_0 = 0x0301;
    private static final int ECDHE_RSA_WITH_AES_128_CBC_SHA = 0xC013;
    private static final int RECORD_HEAD = 5;
    private static final int MESSAGE_HEAD = 4;
    private static final int VERSION_RANDOM_SESSION_CIPHER_COMPRESSION = 2 + 32 + 1 + 2 + 1;

    private final ServerSocket listener;
    private final Queue<Integer> offered = new ConcurrentLinkedQueue<>();

    private OldTlsServer(ServerSocket listener) {
        this.listener = listener;
    }

    static OldTlsServer start() throws IOException {
        OldTlsServer server =
                new OldTlsServer(new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        Thread thread = new Thread(server::serve, "old-tls-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The version that each client's first message names. */
    Queue<Integer> offeredVersions() {
        return offered;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                in.skipNBytes(RECORD_HEAD + MESSAGE_HEAD);
                offered.add(in.readUnsignedShort());
                socket.getOutputStream().write(hello());
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client has gone, as it should, or this was closed.
            }
        }
    }

    /** The record with the server's first message: its version, 32 bytes that should be random, no session, a cipher, no compression. */
    private static byte[] hello() {
        int length = VERSION_RANDOM_SESSION_CIPHER_COMPRESSION;
        return ByteBuffer.allocate(RECORD_HEAD + MESSAGE_HEAD + length)
                .put((byte) HANDSHAKE)
                .putShort((short) TLS_1_0)
                .putShort((short) (MESSAGE_HEAD + length))
                .putInt(2 << 24 | length)
                .putShort((short) TLS_1_0)
                .put(new byte[32])
                .put((byte) 0)
                .putShort((short) ECDHE_RSA_WITH_AES_128_CBC_SHA)
                .put((byte) 0)
                .array();
    }
}
