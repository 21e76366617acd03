// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.Cancellation;
import java.io.IOException;

/**
 * Carries HTTP requests to a server and the answers back, and does nothing of its own accord: it follows no redirect, decodes no content,
 * adds no credentials, sends and keeps no cookies, repeats nothing, and compares no length. One that cannot help something of this says so
 * in its {@link #capabilities()}. Thread-safe: many exchanges run at once.
 *
 * @since 0.1
 */
public interface HttpTransport extends AutoCloseable {
    /**
     * Sends a request and delivers its answer, redirects and errors included. Blocks until the body has ended or was declined, or until
     * the exchange has failed or was cancelled.
     *
     * <p>The handler is called once when status and headers are known, then its sink for each piece of the body, in order, by one thread
     * at a time, which need not be the caller's; each call happens-before the next, and the last before this method returns. What has
     * come is passed on without waiting for more. A sink that blocks is the backpressure: little is read ahead of it.
     *
     * <p>Cancellation ends the method within a second in every phase. A thread of the transport's may then still be stuck in a read; when
     * it wakes, it may call the sink once more. Threads that may be inside a handler or a sink are never interrupted.
     *
     * @throws TransportException if the request or the answer failed on the way, with the {@linkplain TransportException#kind() kind}
     * @throws IOException what the handler or the sink threw, unchanged, as are their unchecked exceptions; the exchange is over
     * @throws java.util.concurrent.CancellationException if it was cancelled, or the transport closed, before the body had ended
     * @throws IllegalStateException if the transport is closed
     */
    void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException;

    /** What it cannot help doing; always the same. */
    TransportCapabilities capabilities();

    /**
     * Ends exchanges under way, as if each had been cancelled, and frees connections and threads. Does nothing the second time.
     */
    @Override
    void close();
}
