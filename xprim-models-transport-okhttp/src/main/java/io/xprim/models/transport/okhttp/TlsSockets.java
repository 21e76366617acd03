// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS on connected sockets, and makes none. Without a context it takes the JDK's default, not what the program may have put in its
 * place, and reads that one's certificates only when they are needed. Thread-safe.
 */
final class TlsSockets extends SSLSocketFactory {
    private final Optional<SSLContext> given;

    TlsSockets(Optional<SSLContext> given) {
        this.given = given;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return context().getSocketFactory().createSocket(connected, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        throw unsupported();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        throw unsupported();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unsupported();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unsupported();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unsupported();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unsupported();
    }

    /** The JDK keeps the default one. */
    private SSLContext context() throws SSLException {
        try {
            return given.isPresent() ? given.get() : SSLContext.getInstance("Default");
        } catch (NoSuchAlgorithmException e) {
            throw new SSLException("the JDK's keys or certificates cannot be read", e);
        }
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("only sockets that are connected already");
    }
}
