// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

/** What a company adds to have all its traffic go through its own client: this, and its declaration as a service. */
public final class CompanyTransportProvider extends OkHttpTransportProvider {
    /** Does nothing. */
    public CompanyTransportProvider() {
        super("company", CompanyHttp::client);
    }
}
