// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An {@link HttpURLConnection} with one request, whose failures are {@link TransportException}s. Not thread-safe. */
final class Connection {
    /** An unread rest of this many bytes is read by the JDK, so that the connection can be used again. */
    private static final long MOST_DRAINED = 64 * 1024;

    private final HttpURLConnection http;
    private final Failures failures;
    private Optional<InputStream> body = Optional.empty();
    private boolean bodyRead;

    Connection(HttpURLConnection http, boolean proxied) {
        this.http = http;
        failures = new Failures(proxied);
    }

    /** Connects, sends the request and reads the head of the answer. */
    void send() throws TransportException {
        try {
            http.connect();
            body = Optional.of(receive());
        } catch (IOException e) {
            throw failures.beforeBody(e);
        } catch (RuntimeException e) {
            throw new TransportException(Kind.OTHER, "the JDK failed to send the request or to read its answer", e);
        }
    }

    /** The status code that was sent. */
    int status() throws TransportException {
        int status = -1;
        try {
            status = http.getResponseCode();
        } catch (IOException e) {
            throw failures.beforeBody(e);
        }
        if (status < 100 || status > 999) {
            throw new TransportException(Kind.PROTOCOL, "the answer has no status code", null);
        }
        return status;
    }

    /** The headers that were sent, each field's values in order. */
    HttpHeaders headers() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        String value = http.getHeaderField(0);
        for (int i = 0; value != null; value = http.getHeaderField(++i)) {
            String name = http.getHeaderFieldKey(i);
            // The status line, and lines that are no header, have none.
            if (name != null) {
                fields.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
            }
        }
        return HttpHeaders.of(fields);
    }

    /**
     * Reads a piece of the body into a buffer, from its start.
     *
     * @return how many bytes, or -1 after the last
     */
    int read(byte[] buffer) throws TransportException {
        try {
            int count = body.orElseThrow().read(buffer);
            bodyRead = count < 0;
            return count;
        } catch (IOException e) {
            throw failures.inBody(e);
        } catch (RuntimeException e) {
            throw new TransportException(Kind.OTHER, "the JDK failed to read the answer", e);
        }
    }

    /**
     * Gives the connection back to the JDK if it can be used again, or else closes it.
     *
     * @param well whether the answer was read, or declined, as it should
     */
    void release(boolean well) {
        if (well && (bodyRead || hasShortBody())) {
            try {
                body.orElseThrow().close();
            } catch (IOException e) {
                http.disconnect();
            }
        } else {
            http.disconnect();
        }
    }

    /** Only for an answer whose head came: asked about any other, the JDK would send the request again. */
    private boolean hasShortBody() {
        long length = http.getContentLengthLong();
        return length >= 0 && length <= MOST_DRAINED;
    }

    /** The body, also of a status that the JDK makes an exception of. */
    private InputStream receive() throws IOException {
        try {
            return http.getInputStream();
        } catch (IOException e) {
            if (!isStatus(e)) {
                throw e;
            }
            InputStream errorBody = http.getErrorStream();
            return errorBody == null ? InputStream.nullInputStream() : errorBody;
        }
    }

    /** Whether it is about a complete head with a status of 400 or more. The status alone is known as soon as the first line is. */
    private static boolean isStatus(IOException e) {
        return e instanceof FileNotFoundException
                || String.valueOf(e.getMessage()).startsWith("Server returned HTTP response code: ");
    }
}
