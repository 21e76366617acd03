// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** A call of OkHttp's, whose failures are {@link TransportException}s. One thread uses it; any may cancel it. */
final class Conversation {
    /** An unread rest of this many bytes is read by OkHttp, for at most 100 ms, so that the connection can be used again. */
    private static final long MOST_DRAINED = 64 * 1024;

    /** Sent unless the request says otherwise; without them OkHttp sends its own, and decodes what it asked for. */
    private static final Map<String, String> DEFAULT_HEADERS =
            Map.of("User-Agent", "xprim-models", "Accept-Encoding", "identity");

    private final Call call;
    private final Failures failures;

    /**
     * Prepares it, without I/O.
     *
     * @throws TransportException if OkHttp has no way to put the address
     */
    Conversation(Client client, TransportRequest request) throws TransportException {
        call = client.call(translated(request));
        Connecting connecting = new Connecting(call, client.connectTimeout());
        call.addEventListener(connecting);
        failures = new Failures(connecting);
    }

    /** Connects, sends the request and reads the head of the answer, which is to be {@linkplain #release released}. */
    Response send() throws TransportException {
        try {
            return call.execute();
        } catch (IOException e) {
            throw failures.beforeBody(e);
        } catch (RuntimeException e) {
            throw new TransportException(Kind.OTHER, "OkHttp failed to send the request or to read its answer", e);
        }
    }

    /** The headers that were sent, each field's values in order. */
    static HttpHeaders headers(Response answer) {
        Headers sent = answer.headers();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String name : sent.names()) {
            // A line that is no header has none.
            if (!name.isEmpty()) {
                fields.put(name, sent.values(name));
            }
        }
        return HttpHeaders.of(fields);
    }

    /**
     * Reads a piece of the body into a buffer.
     *
     * @return whether there was one
     */
    boolean read(Response answer, ByteBuffer buffer) throws TransportException {
        try {
            return answer.body().source().read(buffer) >= 0;
        } catch (IOException e) {
            throw failures.inBody(e);
        } catch (RuntimeException e) {
            throw new TransportException(Kind.OTHER, "OkHttp failed to read the answer", e);
        }
    }

    /**
     * Gives the connection back to OkHttp if it can be used again, or else closes it.
     *
     * @param well whether the answer was read, or declined, as it should
     * @param bodyRead whether the body was read to its end
     */
    void release(Response answer, boolean well, boolean bodyRead) {
        boolean reusable = bodyRead || hasShortBody(answer);
        if (!well || !reusable) {
            call.cancel();
        }
        try {
            answer.close();
        } catch (RuntimeException e) {
            // How the exchange ended is told already; whatever reads the rest of the body must not put itself in its
            // place.
            call.cancel();
        }
    }

    /** Ends it, from any thread: whatever it waits for, but for the address of a host, fails at once. */
    void cancel() {
        call.cancel();
    }

    private static boolean hasShortBody(Response answer) {
        long length = answer.body().contentLength();
        return length >= 0 && length <= MOST_DRAINED;
    }

    private static Request translated(TransportRequest request) throws TransportException {
        Request.Builder builder = new Request.Builder().url(url(request.uri())).method(request.method(), null);
        DEFAULT_HEADERS.forEach(builder::header);
        request.headers().asMap().forEach((name, values) -> {
            builder.removeHeader(name);
            values.forEach(value -> builder.addHeader(name, value));
        });
        return builder.build();
    }

    private static HttpUrl url(URI uri) throws TransportException {
        try {
            return HttpUrl.get(uri.toString());
        } catch (IllegalArgumentException e) {
            throw new TransportException(Kind.OTHER, "OkHttp takes no such host or port", e);
        }
    }
}
