// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An answer, as a handler and its sink got it. Its own fields are plain: that calls happen one before the other is the transport's promise.
 */
final class Received {
    private int status;
    private HttpHeaders headers = HttpHeaders.empty();
    private final List<byte[]> pieces = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private int heads;

    /** Asks for an address, and expects an answer that comes as a handler may expect it. */
    static Received get(HttpTransport transport, URI uri, HttpHeaders headers) throws TransportException, IOException {
        Received received = new Received();
        transport.exchange(TransportRequest.get(uri, headers), received::head, new Cancellation());
        received.assertInGoodOrder();
        return received;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    byte[] body() {
        byte[] body = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        ByteBuffer whole = ByteBuffer.wrap(body);
        pieces.forEach(whole::put);
        return body;
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** Takes a head, as a handler. */
    Optional<BodySink> head(int sentStatus, HttpHeaders sentHeaders) {
        heads++;
        status = sentStatus;
        headers = sentHeaders;
        return Optional.of(this::take);
    }

    /** That the handler was called once, and no two calls of the sink overlapped. */
    void assertInGoodOrder() {
        assertEquals(1, heads, "the handler is called once");
        assertEquals(0, overlaps.get(), "calls of the sink that overlapped another");
    }

    private void take(ByteBuffer piece) {
        if (inside.getAndIncrement() > 0) {
            overlaps.incrementAndGet();
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        pieces.add(bytes);
        inside.decrementAndGet();
    }
}
