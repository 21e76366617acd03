// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers GET and HEAD for the files of a registry: whole, single ranges, and conditionally (RFC 9110, 13 and 14). */
final class RegistryHandler implements HttpHandler {
    private static final int NOT_MODIFIED = 304;
    private static final int NO_BODY = -1;
    private static final int BUFFER = 256 * 1024;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path registry;
    private final System.Logger logger;

    RegistryHandler(Path registry, System.Logger logger) {
        this.registry = registry;
        this.logger = logger;
    }

    @Override
    public void handle(HttpExchange exchange) {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        try (exchange) {
            answer(exchange);
            logger.log(
                    System.Logger.Level.DEBUG, "served {0} status={1,number,#}", request, exchange.getResponseCode());
        } catch (IOException e) {
            // The client has gone, or the disk fails in the middle of a body: the connection is cut, which the client
            // notices.
            logger.log(System.Logger.Level.DEBUG, "broke off " + request, e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!isGet(exchange) && !isHead(exchange)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            exchange.sendResponseHeaders(405, NO_BODY);
            return;
        }
        // The attributes are read before the file is opened: a new index may go out under the old tag, which the next
        // request mends,
        // but never an old one under the new tag.
        Optional<RegistryFile> found =
                RegistryFile.find(registry, exchange.getRequestURI().getRawPath());
        if (found.isEmpty()) {
            exchange.sendResponseHeaders(404, NO_BODY);
            return;
        }
        try (FileInputStream content = new FileInputStream(found.get().path().toFile())) {
            send(exchange, found.get(), content);
        } catch (FileNotFoundException | NoSuchFileException e) {
            exchange.sendResponseHeaders(404, NO_BODY);
        }
    }

    private void send(HttpExchange exchange, RegistryFile file, FileInputStream content) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("ETag", file.etag());
        headers.set("Last-Modified", HTTP_DATE.format(file.modified()));
        headers.set("Cache-Control", file.cacheControl());
        if (isUnchanged(exchange.getRequestHeaders(), file)) {
            exchange.sendResponseHeaders(NOT_MODIFIED, NO_BODY);
            return;
        }
        headers.set("Content-Type", file.contentType());
        headers.set("Accept-Ranges", "bytes");
        long size = content.getChannel().size();
        Optional<ByteRange> range = range(exchange, file, size);
        if (range.isEmpty()) {
            body(exchange, 200, content, new ByteRange(0, size));
        } else if (range.get().isUnsatisfiable()) {
            headers.set("Content-Range", "bytes */" + size);
            exchange.sendResponseHeaders(416, NO_BODY);
        } else {
            long start = range.get().start();
            headers.set(
                    "Content-Range",
                    "bytes " + start + "-" + (start + range.get().length() - 1) + "/" + size);
            body(exchange, 206, content, range.get());
        }
    }

    private static void body(HttpExchange exchange, int status, FileInputStream content, ByteRange range)
            throws IOException {
        if (isHead(exchange) || range.length() == 0) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(range.length()));
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(status, range.length());
        content.getChannel().position(range.start());
        OutputStream body = exchange.getResponseBody();
        byte[] buffer = new byte[(int) Math.min(BUFFER, range.length())];
        for (long left = range.length(); left > 0; ) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the file became shorter while it was served");
            }
            body.write(buffer, 0, read);
            left -= read;
        }
        body.close();
    }

    private static Optional<ByteRange> range(HttpExchange exchange, RegistryFile file, long size) {
        String header = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        boolean wanted = header != null && isGet(exchange) && (ifRange == null || ifRange.equals(file.etag()));
        return wanted ? ByteRange.parse(header, size) : Optional.empty();
    }

    private static boolean isUnchanged(Headers request, RegistryFile file) {
        String tags = request.getFirst("If-None-Match");
        if (tags != null) {
            return Arrays.stream(tags.split(","))
                    .map(String::strip)
                    .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(file.etag()));
        }
        Instant since = date(request.getFirst("If-Modified-Since"));
        return since != null && !file.modified().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    }

    private static @Nullable Instant date(@Nullable String header) {
        try {
            return header == null ? null : Instant.from(HTTP_DATE.parse(header));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isGet(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET");
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }
}
