// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An nginx on the loopback address, which serves a folder with and without TLS until it is closed. */
public final class Nginx implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Process process;
    private final int port;
    private final int tlsPort;

    private Nginx(Process process, int port, int tlsPort) {
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts one.
     *
     * @param root what it serves
     * @param state an existing folder for its own files
     * @throws IOException if it is not installed, or does not start
     */
    public static Nginx start(Path root, Path state, Certificate certificate) throws IOException, InterruptedException {
        int port = freePort();
        int tlsPort = freePort();
        Path log = state.resolve("nginx.log");
        Path configuration = state.resolve("nginx.conf");
        Files.writeString(configuration, configuration(root, state, certificate, port, tlsPort));
        Files.deleteIfExists(log);
        Process process;
        try {
            process = new ProcessBuilder(List.of(
                            "nginx", "-p", state.toString(), "-c", configuration.toString(), "-e", log.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(state.resolve("nginx.out").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("nginx cannot be started; install it (Debian: apt-get install nginx-light)", e);
        }
        Nginx nginx = new Nginx(process, port, tlsPort);
        if (!nginx.answers()) {
            nginx.close();
            throw new IOException("nginx did not come up: " + Files.readString(log));
        }
        return nginx;
    }

    /** Where the folder is served without TLS. */
    public URI plain() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where the folder is served with TLS. */
    public URI tls() {
        return URI.create("https://127.0.0.1:" + tlsPort);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private boolean answers() throws InterruptedException {
        for (long start = System.nanoTime(); System.nanoTime() - start < PATIENCE && process.isAlive(); ) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), tlsPort));
                return true;
            } catch (IOException e) {
                Thread.sleep(10);
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path root, Path state, Certificate certificate, int port, int tlsPort) {
        // Its workers would else be another user's, who need not have access to the folder.
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        return """
                %1$s
                daemon off;
                worker_processes 2;
                pid "%2$s/nginx.pid";
                events { worker_connections 512; }
                http {
                    access_log off;
                    sendfile on;
                    sendfile_max_chunk 2m;
                    tcp_nopush on;
                    keepalive_requests 1000000;
                    default_type application/octet-stream;
                    client_body_temp_path "%2$s";
                    proxy_temp_path "%2$s";
                    fastcgi_temp_path "%2$s";
                    uwsgi_temp_path "%2$s";
                    scgi_temp_path "%2$s";
                    server {
                        listen 127.0.0.1:%4$d;
                        listen 127.0.0.1:%5$d ssl;
                        ssl_certificate "%6$s";
                        ssl_certificate_key "%7$s";
                        ssl_protocols TLSv1.3;
                        root "%3$s";
                    }
                }
                """.formatted(user, state, root, port, tlsPort, certificate.certificate(), certificate.key());
    }
}
