// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OkHttp from acting on an answer. Some of what it does has no switch: a 503 with {@code Retry-After: 0} is asked for again, a 407
 * without a proxy is an error. So what comes from the network is put away, and looks like a plain 200 until it has passed OkHttp's own
 * interceptors.
 */
final class AnswersAsSent {
    private static final int INERT = 200;
    private static final Headers NONE = Headers.of();

    private AnswersAsSent() {}

    /** Around OkHttp's interceptors, and within those that the client has: they see answers as they were sent. */
    static void install(OkHttpClient.Builder builder) {
        builder.addInterceptor(AnswersAsSent::bringBack);
        builder.networkInterceptors().add(0, AnswersAsSent::putAway);
    }

    private static Response putAway(Interceptor.Chain chain) throws IOException {
        Response sent = chain.proceed(chain.request());
        Sent place = chain.request().tag(Sent.class);
        if (place == null) {
            return sent;
        }
        place.response = sent;
        return sent.newBuilder().code(INERT).headers(NONE).build();
    }

    private static Response bringBack(Interceptor.Chain chain) throws IOException {
        Sent place = new Sent();
        Response inert = chain.proceed(
                chain.request().newBuilder().tag(Sent.class, place).build());
        Response sent = place.response;
        if (sent == null) {
            return inert;
        }
        return inert.newBuilder().code(sent.code()).headers(sent.headers()).build();
    }

    /** Where the answer to one request is put. Used by one thread. */
    private static final class Sent {
        private @Nullable Response response;
    }
}
