// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP/2 and HTTP/1.1 over {@link HttpClient}. HTTP/2 is offered with TLS (ALPN, RFC 7301); without TLS it is HTTP/1.1.
 *
 * <p>What it cannot help, because {@code HttpClient} has no way around it:
 *
 * <ul>
 *   <li>A GET is sent a second time where the connection closes before anything of the answer came.
 *   <li>{@code Connection}, {@code Content-Length}, {@code Expect}, {@code Host} and {@code Upgrade} are not sent as requested. Over HTTP/1.1
 *       {@code Content-Length: 0} is sent.
 *   <li>Bytes of the head are not seen before it is complete: it has to come within the idle timeout as a whole.
 *   <li>A sink that blocks holds an HTTP/2 server back only when the stream's window is full, which is 16 MiB unless the system property
 *       {@code jdk.httpclient.windowsize} says otherwise.
 *   <li>All exchanges with a server share one HTTP/2 connection and its window, which is 32 MiB by default. What was read ahead of
 *       sinks that block fills it: then no body comes for the others either, and they end with a read timeout though the server is well.
 *   <li>The client does not notice that an HTTP/2 connection is dead. So an exchange that does not take its answer to the end, be it
 *       cancelled, failed or out of time, has later ones start on a new connection. Those under way stay on the old one.
 *   <li>Before Java 21 a client cannot be closed: one thread and the idle connections of a closed transport, and of a connection that was
 *       replaced, stay until they are garbage collected.
 *   <li>Names of header fields arrive in lower case, whatever the server sent. A status of more than three digits is cut to three.
 * </ul>
 *
 * <p>Proxies are HTTP proxies. What the selector says of other kinds is an error, not a direct connection.
 */
final class JdkTransport implements HttpTransport {
    private static final TransportCapabilities CAPABILITIES = TransportCapabilities.builder()
            .resendsUnansweredGet(true)
            .http2(true)
            .keepsResourcesUntilCollected(!AutoCloseable.class.isAssignableFrom(HttpClient.class))
            .build();

    private final HttpTransportConfig config;
    private final WorkerThreads threads = new WorkerThreads();
    private final Watchdog watchdog = new Watchdog();
    private final LazyClient client;
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    JdkTransport(HttpTransportConfig config) {
        this.config = config;
        client = new LazyClient(config, threads);
    }

    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        requireOpen();
        Exchange exchange = new Exchange(config, client, threads, watchdog, request, handler);
        underWay.add(exchange);
        Cancellation.Registration registration = cancellation.onCancel(exchange::abandon);
        try {
            // After it was added: either close() sees the exchange, or this sees that it is closed.
            requireOpen();
            threads.execute(exchange);
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
        watchdog.close();
        client.close();
        threads.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
    }
}
