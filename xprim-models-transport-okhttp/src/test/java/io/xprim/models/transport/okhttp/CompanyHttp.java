// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import okhttp3.OkHttpClient;

/** The client that a company's programs share. */
final class CompanyHttp {
    private CompanyHttp() {}

    static OkHttpClient client() {
        return Shared.CLIENT;
    }

    private static final class Shared {
        private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .header("X-Company-Program", "models")
                        .build()))
                .build();
    }
}
