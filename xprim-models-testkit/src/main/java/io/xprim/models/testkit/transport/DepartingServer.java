// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on the loopback address that speaks just enough HTTP/2 (RFC 9113) to answer with a body, and in the middle of the first one of its
 * first connection says that it goes away: no further request is to come there. Thread-safe.
 */
final class DepartingServer implements AutoCloseable {
    private static final int FRAME_HEAD = 9;
    private static final int PREFACE = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int ACK = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    /** {@code :status 200} in the static table (RFC 7541, appendix A). */
    private static final byte[] STATUS_200 = {(byte) 0x88};

    private final SSLServerSocket listener;
    private final byte[] body;
    private final AtomicInteger connections = new AtomicInteger();

    private DepartingServer(SSLServerSocket listener, byte[] body) {
        this.listener = listener;
        this.body = body;
    }

    /** Starts one whose body is at every path, and fits into two frames. */
    static DepartingServer start(SSLContext context, byte[] body) throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        SSLServerSocket listener =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, here);
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listener.setSSLParameters(parameters);
        DepartingServer server = new DepartingServer(listener, body);
        start(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            boolean departs = connections.incrementAndGet() == 1;
            start(() -> serve(socket, departs));
        }
    }

    private void serve(Socket socket, boolean departs) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            in.skipNBytes(PREFACE);
            send(out, SETTINGS, 0, 0, new byte[0]);
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                in.skipNBytes(length);
                if (type == SETTINGS && flags != ACK) {
                    send(out, SETTINGS, ACK, 0, new byte[0]);
                } else if (type == HEADERS) {
                    answer(out, stream, departs);
                }
            }
        }
    }

    private void answer(DataOutputStream out, int stream, boolean departs) throws IOException {
        int half = body.length / 2;
        send(out, HEADERS, END_HEADERS, stream, STATUS_200);
        send(out, DATA, 0, stream, Arrays.copyOf(body, half));
        if (departs) {
            int noError = 0;
            send(
                    out,
                    GOAWAY,
                    0,
                    0,
                    ByteBuffer.allocate(8).putInt(stream).putInt(noError).array());
        }
        send(out, DATA, END_STREAM, stream, Arrays.copyOfRange(body, half, body.length));
    }

    private static void send(DataOutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        out.write(ByteBuffer.allocate(FRAME_HEAD + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array());
        out.flush();
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // The client has gone, or this was closed.
                    }
                },
                "departing-server");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }
}
