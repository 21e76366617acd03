// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Every exchange has a thread of the transport's, so that a caller can leave while it blocks. */
final class SocketTransport implements HttpTransport {
    private final SocketPool pool;
    private final Set<SocketExchange> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "socket-transport");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    SocketTransport(HttpTransportConfig config) {
        pool = new SocketPool(config);
    }

    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        if (cancellation.isCancelled()) {
            throw new CancellationException();
        }
        SocketExchange exchange = new SocketExchange(pool, request, handler);
        underWay.add(exchange);
        try (Cancellation.Registration registration = cancellation.onCancel(exchange::abandon)) {
            if (closed) {
                throw new IllegalStateException("the transport is closed");
            }
            threads.execute(exchange);
            exchange.await();
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the transport is closed", e);
        } finally {
            underWay.remove(exchange);
        }
    }

    @Override
    public TransportCapabilities capabilities() {
        return TransportCapabilities.builder().build();
    }

    @Override
    public void close() {
        closed = true;
        underWay.forEach(SocketExchange::abandon);
        threads.shutdown();
        pool.close();
    }
}
