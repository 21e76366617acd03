// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.server;

import com.sun.net.httpserver.HttpServer;
import io.xprim.models.NetworkException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a registry folder over HTTP, to many at once, from when it is started until it is closed. */
public final class RegistryServer implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;

    private RegistryServer(HttpServer server, ExecutorService threads, String host) {
        this.server = server;
        this.threads = threads;
        this.host = host;
    }

    /**
     * Starts to serve.
     *
     * @param host a name or address of this machine
     * @param port the port, 0 for any that is free
     * @throws NetworkException if it cannot listen there
     */
    public static RegistryServer start(Path registry, String host, int port, System.Logger logger) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (IOException e) {
            throw new NetworkException(
                    "serve: cannot listen on " + host + " port " + port + ": " + e.getMessage()
                            + "; choose another with --port (0 takes any that is free) or --host",
                    e);
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "xprim-models-serve");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", new RegistryHandler(registry, logger));
        server.start();
        return new RegistryServer(server, threads, host);
    }

    /** The registry's URL, with a slash at the end. */
    public URI url() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
