// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

final class SocketConnection {
    private final HttpTransportConfig config;
    private final URI origin;
    private final Proxy proxy;
    // Any other socket asks the proxy selector of the JVM about SOCKS.
    private final Socket plain = new Socket(Proxy.NO_PROXY);
    private Socket socket = plain;
    private InputStream in = InputStream.nullInputStream();

    /** No connection came about. */
    static final class NotConnected extends IOException {
        private static final long serialVersionUID = 1L;
        private final Kind kind;

        NotConnected(Kind kind, String why) {
            super(why);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }
    }

    SocketConnection(HttpTransportConfig config, URI origin) {
        this.config = config;
        this.origin = origin;
        proxy = config.proxy().map(selector -> selector.select(origin)).stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(Proxy.NO_PROXY);
    }

    URI origin() {
        return origin;
    }

    /** Connects, unless it is connected already. */
    void connect() throws IOException {
        if (plain.isConnected()) {
            return;
        }
        connect(address());
        plain.setSoTimeout((int) config.idleTimeout().toMillis());
        in = new BufferedInputStream(plain.getInputStream());
        if (isSecure()) {
            if (isProxied()) {
                openTunnel();
            }
            secure();
        }
    }

    AnswerReader send(TransportRequest request) throws IOException {
        URI uri = request.uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        StringBuilder head = new StringBuilder(request.method())
                .append(' ')
                .append(isProxied() && !isSecure() ? uri.toString() : target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getRawAuthority())
                .append("\r\n");
        request.headers()
                .asMap()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        write(head.append("\r\n"));
        return AnswerReader.read(in);
    }

    void close() {
        try {
            plain.close();
        } catch (IOException e) {
            // There is nobody to whom it would matter.
        }
    }

    private void connect(InetSocketAddress address) throws NotConnected {
        try {
            plain.connect(address, (int) config.connectTimeout().toMillis());
        } catch (SocketTimeoutException e) {
            throw new NotConnected(Kind.CONNECT_TIMEOUT, e.toString());
        } catch (UnknownHostException e) {
            throw new NotConnected(isProxied() ? Kind.PROXY : Kind.UNRESOLVED, e.toString());
        } catch (IOException e) {
            throw new NotConnected(isProxied() ? Kind.PROXY : Kind.REFUSED, e.toString());
        }
    }

    private InetSocketAddress address() throws NotConnected {
        try {
            return isProxied() ? (InetSocketAddress) proxy.address() : new InetSocketAddress(origin.getHost(), port());
        } catch (IllegalArgumentException e) {
            throw new NotConnected(Kind.OTHER, e.toString());
        }
    }

    private void openTunnel() throws IOException {
        String authority = origin.getHost() + ":" + port();
        write(new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n"));
        int status = AnswerReader.read(in).status();
        if (status / 100 != 2) {
            throw new NotConnected(Kind.PROXY, "status " + status);
        }
    }

    private void secure() throws IOException {
        SSLSocket secure = (SSLSocket) context().getSocketFactory().createSocket(plain, origin.getHost(), port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream());
    }

    private SSLContext context() throws IOException {
        try {
            return config.sslContext().isPresent() ? config.sslContext().get() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private void write(StringBuilder text) throws IOException {
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private boolean isProxied() {
        return proxy.type() != Proxy.Type.DIRECT;
    }

    private boolean isSecure() {
        return origin.getScheme().equals("https");
    }

    private int port() {
        return origin.getPort() >= 0 ? origin.getPort() : isSecure() ? 443 : 80;
    }
}
