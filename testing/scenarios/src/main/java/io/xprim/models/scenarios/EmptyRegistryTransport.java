// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.scenarios;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers every request with an empty JSON object and asks nobody: whoever uses it sees an empty registry, wherever it is. */
final class EmptyRegistryTransport implements HttpTransport {
    private volatile boolean closed;

    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Optional<BodySink> sink =
                handler.head(200, HttpHeaders.of(Map.of("Content-Length", List.of(String.valueOf(body.length)))));
        if (sink.isPresent()) {
            sink.get().accept(ByteBuffer.wrap(body));
        }
    }

    @Override
    public TransportCapabilities capabilities() {
        return TransportCapabilities.builder().build();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
