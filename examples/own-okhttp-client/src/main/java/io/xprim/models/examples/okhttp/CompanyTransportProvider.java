// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.okhttp;

import io.xprim.models.transport.okhttp.OkHttpTransportProvider;

/** Makes transports that share the application's client: its connections, interceptors, pins and DNS. */
public final class CompanyTransportProvider extends OkHttpTransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public CompanyTransportProvider() {
        super("company", CompanyHttp::client);
    }
}
