// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer, as a handler and its sink got it. */
final class Received {
    private int status;
    private HttpHeaders headers = HttpHeaders.empty();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    static Received get(HttpTransport transport, URI uri) throws TransportException, IOException {
        return get(transport, uri, HttpHeaders.empty());
    }

    static Received get(HttpTransport transport, URI uri, HttpHeaders headers) throws TransportException, IOException {
        Received received = new Received();
        transport.exchange(TransportRequest.get(uri, headers), received::head, new Cancellation());
        return received;
    }

    /** Asks without taking the body. */
    static void decline(HttpTransport transport, URI uri) throws TransportException, IOException {
        transport.exchange(
                TransportRequest.get(uri, HttpHeaders.empty()),
                (status, headers) -> Optional.empty(),
                new Cancellation());
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    byte[] body() {
        return body.toByteArray();
    }

    String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    private Optional<BodySink> head(int sentStatus, HttpHeaders sentHeaders) {
        if (status != 0) {
            throw new IllegalStateException("a second head");
        }
        status = sentStatus;
        headers = sentHeaders;
        return Optional.of(this::take);
    }

    private void take(ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        body.writeBytes(bytes);
    }
}
