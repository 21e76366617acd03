// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.TransportRequest;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;

/** Makes the client's requests. */
final class Requests {
    /** Sent unless the request says otherwise; the client would name itself. The others tell caches that the bytes are wanted as they are. */
    private static final Map<String, String> DEFAULT_HEADERS = Map.of(
            "User-Agent", "xprim-models", "Accept", "*/*", "Cache-Control", "no-transform", "Pragma", "no-transform");

    /** The client refuses to be told these. */
    private static final Set<String> RESERVED_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private Requests() {}

    /**
     * The request as the client takes it.
     *
     * @param connected told when there is a connection that the request is about to be sent on; again if it is sent again
     */
    static HttpRequest of(TransportRequest request, Runnable connected) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .version(mayShareConnection(request) ? Version.HTTP_2 : Version.HTTP_1_1)
                .method(request.method(), new NoBody(connected));
        DEFAULT_HEADERS.forEach(builder::setHeader);
        request.headers().asMap().forEach((name, values) -> setHeader(builder, name, values));
        return builder.build();
    }

    /** Whether HTTP/2 is offered for it. */
    static boolean mayShareConnection(TransportRequest request) {
        return "https".equalsIgnoreCase(request.uri().getScheme());
    }

    private static void setHeader(HttpRequest.Builder builder, String name, List<String> values) {
        if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (i == 0) {
                builder.setHeader(name, values.get(i));
            } else {
                builder.header(name, values.get(i));
            }
        }
    }

    /** No bytes. How many they are is asked when the head of the request is written: only so does one hear that a connection was made. */
    private record NoBody(Runnable connected) implements BodyPublisher {
        @Override
        public long contentLength() {
            connected.run();
            return 0;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            BodyPublishers.noBody().subscribe(subscriber);
        }
    }
}
