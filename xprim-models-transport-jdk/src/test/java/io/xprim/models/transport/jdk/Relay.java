// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on to a server, as a router does, which can forget those that there are: they stay open, and nothing gets through. */
final class Relay implements AutoCloseable {
    private final ServerSocket listening;
    private final int server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile int forgotten;

    private Relay(ServerSocket listening, int server) {
        this.listening = listening;
        this.server = server;
    }

    /** Starts it before a server on the loopback address. */
    static Relay to(int server) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        start(relay::accept);
        return relay;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How many connections there were. */
    int connections() {
        return accepted.get();
    }

    /** Swallows what comes on the connections that there are. */
    void forget() {
        forgotten = accepted.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            int number = accepted.incrementAndGet();
            Socket onwards = new Socket(InetAddress.getLoopbackAddress(), server);
            sockets.add(client);
            sockets.add(onwards);
            start(() -> pass(client, onwards, number));
            start(() -> pass(onwards, client, number));
        }
    }

    private void pass(Socket from, Socket to, int number) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (number > forgotten) {
                out.write(buffer, 0, length);
            }
        }
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The connection has ended, or this was closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }
}
