// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * HTTP/1.1 and, over TLS, HTTP/2 with OkHttp.
 *
 * <p>A call that is cancelled closes its socket, or its stream of an HTTP/2 connection. That does not reach a thread that looks up a host's
 * address, or one in a handler or sink. So every exchange runs on a thread of this transport's, and a caller that is cancelled leaves it there
 * to end by itself.
 *
 * <p>What OkHttp has no way around:
 *
 * <ul>
 *   <li>All clients of a JVM share OkHttp's own threads, named {@code OkHttp …} and {@code Okio Watchdog}. They are daemons, and end after a
 *       minute without work; they hold nothing of a transport that was closed.
 *   <li>On an HTTP/2 connection up to 16 MiB of each answer are read ahead of a sink that blocks.
 *   <li>Characters that a URL should not contain are sent percent-encoded, and a path without its dot segments (RFC 3986, 6.2.2).
 * </ul>
 */
final class OkHttpTransport implements HttpTransport {
    private static final TransportCapabilities CAPABILITIES =
            TransportCapabilities.builder().http2(true).build();

    private final Client client;
    private final ExchangeThreads threads;
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OkHttpTransport(Client client) {
        this.client = client;
        // Those that were abandoned may give connections back after the transport was closed.
        threads = new ExchangeThreads(client::closeIdle);
    }

    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        requireOpen();
        Exchange exchange = new Exchange(new Conversation(client, request), threads, handler);
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
        threads.shutdown();
        client.closeIdle();
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
