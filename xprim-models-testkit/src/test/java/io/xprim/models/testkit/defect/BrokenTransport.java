// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportCapabilities;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;

/** A correct transport but for its exchanges. */
class BrokenTransport implements HttpTransport {
    private final HttpTransport correct;
    private final BrokenExchange exchange;

    BrokenTransport(HttpTransport correct, BrokenExchange exchange) {
        this.correct = correct;
        this.exchange = exchange;
    }

    @Override
    public void exchange(TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        exchange.exchange(correct, request, handler, cancellation);
    }

    @Override
    public TransportCapabilities capabilities() {
        return correct.capabilities();
    }

    @Override
    public void close() {
        correct.close();
    }
}
