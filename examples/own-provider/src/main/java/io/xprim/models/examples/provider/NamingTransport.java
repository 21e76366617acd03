// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds the team's name to each request, and leaves the rest to another transport. */
final class NamingTransport implements HttpTransport {
    private static final String TEAM = "X-Team";

    private final HttpTransport carrier;

    NamingTransport(HttpTransport carrier) {
        this.carrier = carrier;
    }

    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        Map<String, List<String>> headers = new TreeMap<>(request.headers().asMap());
        headers.put(TEAM, List.of("vision"));
        carrier.exchange(TransportRequest.get(request.uri(), HttpHeaders.of(headers)), handler, cancellation);
    }

    @Override
    public TransportCapabilities capabilities() {
        return carrier.capabilities();
    }

    @Override
    public void close() {
        carrier.close();
    }
}
