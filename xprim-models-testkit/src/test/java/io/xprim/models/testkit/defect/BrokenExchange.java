// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;

/** What a broken transport does instead of an exchange. */
@FunctionalInterface
interface BrokenExchange {
    void exchange(HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException;
}
