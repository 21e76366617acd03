// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.spi.TransportException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Keys, trust and the check of host names of https connections. Thread-safe. */
final class TlsSettings {
    private final Optional<SSLContext> given;

    private final Lock lock = new ReentrantLock();

    /** Made once: the JDK uses a connection again only with the same one. */
    private @Nullable LayeredSockets sockets;

    TlsSettings(Optional<SSLContext> given) {
        this.given = given;
    }

    void applyTo(HttpsURLConnection connection) throws TransportException {
        connection.setSSLSocketFactory(sockets());
        // Asked only about names that are not the certificate's: those are refused, whatever the JVM-wide verifier
        // would say.
        connection.setHostnameVerifier((host, session) -> false);
    }

    private LayeredSockets sockets() throws TransportException {
        lock.lock();
        try {
            if (sockets == null) {
                SSLContext context = given.isPresent() ? given.get() : theJdks();
                sockets = new LayeredSockets(context.getSocketFactory());
            }
            return sockets;
        } finally {
            lock.unlock();
        }
    }

    /** The JDK's default context, not what the program may have put in its place. */
    private static SSLContext theJdks() throws TransportException {
        try {
            return SSLContext.getInstance("Default");
        } catch (NoSuchAlgorithmException e) {
            throw new TransportException(
                    TransportException.Kind.TLS, "the JDK's keys or certificates cannot be read", e);
        }
    }
}
