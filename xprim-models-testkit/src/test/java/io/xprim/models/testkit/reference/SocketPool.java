// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.spi.HttpTransportConfig;
import java.net.URI;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Idle connections, by scheme and authority. */
final class SocketPool {
    private static final int MOST_IDLE = 5;

    private final HttpTransportConfig config;
    private final Map<String, Deque<SocketConnection>> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    SocketPool(HttpTransportConfig config) {
        this.config = config;
    }

    SocketConnection take(URI uri) {
        @Nullable SocketConnection kept = idle(key(uri)).poll();
        return kept == null ? new SocketConnection(config, uri) : kept;
    }

    void giveBack(SocketConnection connection) {
        Deque<SocketConnection> others = idle(key(connection.origin()));
        if (others.size() >= MOST_IDLE) {
            connection.close();
        } else {
            others.push(connection);
        }
        if (closed) {
            close();
        }
    }

    void close() {
        closed = true;
        idle.values().forEach(connections -> connections.forEach(SocketConnection::close));
    }

    private Deque<SocketConnection> idle(String key) {
        return idle.computeIfAbsent(key, ignored -> new ConcurrentLinkedDeque<>());
    }

    private static String key(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
