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

/** The client of a transport, made when it is first needed: a client has a thread, and reads the JDK's certificates. Thread-safe. */
final class LazyClient implements AutoCloseable {
    private final Optional<SSLContext> sslContext;
    private final Proxies proxies;
    private final Executor threads;

    private final Lock lock = new ReentrantLock();
    private Optional<HttpClient> made = Optional.empty();
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
     * The client, which owes nothing to what the program has set for the whole JVM.
     *
     * @throws IllegalStateException if this is closed
     */
    HttpClient get() throws TransportException {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
            if (made.isEmpty()) {
                made = Optional.of(make());
            }
            return made.get();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the client go, which has no exchange left. A client that can be closed waits for what it clears away, so nobody waits for it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            made.ifPresent(client -> {
                if ((Object) client instanceof AutoCloseable closeable) {
                    threads.execute(() -> close(closeable));
                }
            });
            made = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client's close throws nothing that is checked", e);
        }
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
