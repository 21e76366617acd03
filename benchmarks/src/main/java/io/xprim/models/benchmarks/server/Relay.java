// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in front of a server and makes it seem far away: each connection takes a round trip to be made, its bytes come as fast as the
 * link lets them and half a round trip late. How TCP finds its speed is not imitated: a connection is as fast at once as it ever gets.
 */
public final class Relay implements AutoCloseable {
    private final InetSocketAddress server;
    private final Link link;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(InetSocketAddress server, Link link, ServerSocket listener) {
        this.server = server;
        this.link = link;
        this.listener = listener;
    }

    /** Starts one on the loopback address. */
    public static Relay start(URI server, Link link) throws IOException {
        Relay relay = new Relay(
                new InetSocketAddress(server.getHost(), server.getPort()),
                link,
                new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
        start(relay::accept, "relay");
        return relay;
    }

    /** What to ask instead of the server. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                join(listener.accept());
            } catch (IOException e) {
                // Closed, or a client that has gone already; the next one is served.
            }
        }
    }

    private void join(Socket client) throws IOException {
        long made = System.nanoTime() + link.roundTrip().toNanos();
        Socket upstream = new Socket();
        open.add(client);
        open.add(upstream);
        try {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(server);
            new Lane(link, client, upstream, made, () -> end(client, upstream)).start();
            new Lane(link, upstream, client, made, () -> end(client, upstream)).start();
        } catch (IOException e) {
            end(client, upstream);
            throw e;
        }
    }

    /** Ends both ways: neither side keeps half a connection open for anything that is measured here. */
    private void end(Socket... sockets) {
        for (Socket socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no more use either way.
            }
        }
    }
}
