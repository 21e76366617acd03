// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * HTTP/1.1 over {@link java.net.HttpURLConnection}.
 *
 * <p>Nothing can wake a thread that {@code HttpURLConnection} has blocked. So every exchange runs on a thread of this transport's, and a
 * caller that is cancelled leaves it there until the server sends something or the idle timeout has passed. Threads so left behind are
 * bounded: with {@value ExchangeThreads#MOST_ABANDONED} of them further exchanges fail.
 *
 * <p>What it shares with the rest of the JVM, because {@code HttpURLConnection} has no way around it:
 *
 * <ul>
 *   <li>A {@link java.net.CookieHandler#getDefault() default CookieHandler} is asked for the cookies of every request, which are then sent,
 *       is told those of every answer, and keeps {@code HttpOnly} ones from the handler. There is none unless the program installs one; the
 *       first exchange that meets one logs a warning.
 *   <li>A server that asks for it is sent the operating system's Kerberos or (on Windows, where enabled) NTLM identity. A runtime without
 *       the module {@code java.security.jgss} has no Kerberos.
 *   <li>Idle connections are kept by the JDK for some seconds, 5 a host unless the system property {@code http.maxConnections} says
 *       otherwise. Only this transport uses them again, but closing it does not close them.
 * </ul>
 *
 * <p>The headers that the JDK reserves to itself, such as {@code Host} and {@code Connection}, are not sent as requested. An answer whose
 * head is cut off between two headers looks as if it were complete.
 */
final class UrlConnectionTransport implements HttpTransport {
    private static final TransportCapabilities CAPABILITIES = TransportCapabilities.builder()
            .resendsUnansweredGet(true)
            .sharesCookieHandler(true)
            .build();

    private final Connections connections;
    private final ExchangeThreads threads = new ExchangeThreads();
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    UrlConnectionTransport(HttpTransportConfig config) {
        connections = new Connections(config);
    }

    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        requireOpen();
        threads.requireRoom();
        Exchange exchange = new Exchange(connections, threads, request, handler);
        underWay.add(exchange);
        Cancellation.Registration registration = cancellation.onCancel(exchange::abandon);
        try {
            // After it was added: either close() sees the exchange, or this sees that it is closed.
            requireOpen();
            start(exchange);
            exchange.await();
        } finally {
            registration.close();
            underWay.remove(exchange);
        }
    }

    @Override
    public TransportCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void close() {
        closed = true;
        underWay.forEach(Exchange::abandon);
        threads.close();
    }

    private void start(Exchange exchange) {
        try {
            threads.execute(exchange);
        } catch (RejectedExecutionException e) {
            requireOpen();
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
    }
}
