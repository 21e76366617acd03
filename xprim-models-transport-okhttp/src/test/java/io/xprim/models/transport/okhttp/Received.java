// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer, as a handler and its sink got it. */
record Received(int status, HttpHeaders headers, String text) {
    static Received get(HttpTransport transport, URI uri) throws TransportException, IOException {
        return get(transport, uri, HttpHeaders.empty());
    }

    static Received get(HttpTransport transport, URI uri, HttpHeaders headers) throws TransportException, IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] statusSent = {0};
        HttpHeaders[] headersSent = {HttpHeaders.empty()};
        transport.exchange(
                TransportRequest.get(uri, headers),
                (status, sent) -> {
                    statusSent[0] = status;
                    headersSent[0] = sent;
                    return Optional.of(piece -> {
                        while (piece.hasRemaining()) {
                            body.write(piece.get());
                        }
                    });
                },
                new Cancellation());
        return new Received(statusSent[0], headersSent[0], body.toString(StandardCharsets.UTF_8));
    }
}
