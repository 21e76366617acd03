// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client, counting those who may still send with it: one that is closed would refuse. After the last release it is closed, if it can be;
 * what was sent by then comes to its end. Thread-safe.
 */
final class SharedClient {
    private final HttpClient client;
    private final Executor threads;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * @param threads may be blocked
     */
    SharedClient(HttpClient client, Executor threads) {
        this.client = client;
        this.threads = threads;
    }

    /** For one holder more. Called by a holder. */
    SharedClient share() {
        holders.incrementAndGet();
        return this;
    }

    /** Sends a request. Called by a holder. */
    <T> CompletableFuture<?> send(HttpRequest request, BodyHandler<T> answer) {
        return client.sendAsync(request, answer);
    }

    /** Called once by each holder. A close waits for what is under way, so nobody waits for the close. */
    void release() {
        if (holders.decrementAndGet() == 0 && (Object) client instanceof AutoCloseable closeable) {
            threads.execute(() -> close(closeable));
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client's close throws nothing that is checked", e);
        }
    }
}
