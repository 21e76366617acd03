// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

/**
 * The client of a transport, made when it is first needed, and again after it was forgotten: a client has a thread, and reads the JDK's
 * certificates. Thread-safe.
 */
final class LazyClient implements AutoCloseable {
    private final Optional<SSLContext> sslContext;
    private final Proxies proxies;
    private final Executor threads;

    private final Lock lock = new ReentrantLock();
    private Optional<SharedClient> made = Optional.empty();
    private boolean closed;

    /**
     * @param threads what the client works on
     */
    LazyClient(HttpTransportConfig config, Executor threads) {
        sslContext = config.sslContext();
        proxies = new Proxies(config.proxy());
        this.threads = threads;
    }

    /** Whether connections for an address are made to a proxy. */
    boolean isProxied(URI uri) throws TransportException {
        return proxies.isProxied(uri);
    }

    /**
     * The client, which owes nothing to what the program has set for the whole JVM. To be released once the request is sent.
     *
     * @throws IllegalStateException if this is closed
     */
    SharedClient get() throws TransportException {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
            if (made.isEmpty()) {
                made = Optional.of(new SharedClient(make(), threads));
            }
            return made.get().share();
        } finally {
            lock.unlock();
        }
    }

    /** Gives out another client from now on, with connections of its own. What was sent with this one comes to its end there. */
    void forget(SharedClient client) {
        lock.lock();
        try {
            if (made.isPresent() && made.get() == client) {
                letGo();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the client go. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            letGo();
        } finally {
            lock.unlock();
        }
    }

    private void letGo() {
        made.ifPresent(SharedClient::release);
        made = Optional.empty();
    }

    private HttpClient make() throws TransportException {
        return HttpClient.newBuilder()
                .executor(threads)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .sslContext(sslContext.isPresent() ? sslContext.get() : theJdks())
                .build();
    }

    /** The JDK's default context, not what the program may have put in its place. */
    private static SSLContext theJdks() throws TransportException {
        try {
            return SSLContext.getInstance("Default");
        } catch (NoSuchAlgorithmException e) {
            throw new TransportException(Kind.TLS, "the JDK's keys or certificates cannot be read", e);
        }
    }
}
