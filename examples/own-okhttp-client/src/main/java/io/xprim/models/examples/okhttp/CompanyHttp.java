// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.okhttp;

import okhttp3.OkHttpClient;

/** The one client of the application. */
final class CompanyHttp {
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .addInterceptor(chain -> chain.proceed(
                    chain.request().newBuilder().header("X-Company", "example").build()))
            .build();

    private CompanyHttp() {}

    static OkHttpClient client() {
        return CLIENT;
    }
}
