// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.HttpTransportProvider;

/** A correct transport over plain sockets, as small as it may be. */
public final class SocketTransportProvider implements HttpTransportProvider {
    @Override
    public String id() {
        return "sockets";
    }

    @Override
    public HttpTransport open(HttpTransportConfig config) {
        return new SocketTransport(config);
    }
}
