// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Sending something else, or something more. */
public final class RequestDefects {
    private RequestDefects() {}

    /** All of them. */
    public static Stream<TransportDefect> all() {
        return Stream.of(
                TransportDefect.inExchange(
                        "follows redirects",
                        (correct, request, handler, cancellation) -> correct.exchange(
                                request,
                                (status, headers) -> status / 100 == 3
                                                && headers.first("Location").isPresent()
                                        ? againAt(correct, request, headers, handler, cancellation)
                                        : handler.head(status, headers),
                                cancellation),
                        "no redirect is followed",
                        "a redirect is delivered"),
                TransportDefect.inExchange(
                        "asks for compressed answers",
                        (correct, request, handler, cancellation) ->
                                correct.exchange(with(request, "Accept-Encoding", "gzip"), handler, cancellation),
                        "no compressed answer is asked for unless the request does"),
                TransportDefect.inExchange(
                        "loses a header",
                        (correct, request, handler, cancellation) ->
                                correct.exchange(with(request, "X-Own", "1"), handler, cancellation),
                        "headers are sent as given, repeated ones in order"),
                TransportDefect.inExchange(
                        "announces a body",
                        (correct, request, handler, cancellation) ->
                                correct.exchange(with(request, "Transfer-Encoding", "chunked"), handler, cancellation),
                        "a request for bytes has no body"),
                TransportDefect.inExchange(
                        "loses the query",
                        (correct, request, handler, cancellation) -> correct.exchange(
                                TransportRequest.get(
                                        URI.create(request.uri().toString().replaceFirst("\\?.*", "")),
                                        request.headers()),
                                handler,
                                cancellation),
                        "method, path and query are sent as given"),
                TransportDefect.of(
                        "keeps cookies",
                        (correct, config) -> new BrokenTransport(correct.open(config), keepingCookies()),
                        "no cookie is kept or sent"),
                TransportDefect.inExchange(
                        "asks the CookieHandler of the JVM",
                        (correct, request, handler, cancellation) -> {
                            if (CookieHandler.getDefault() != null) {
                                CookieHandler.getDefault().get(request.uri(), Map.of());
                            }
                            correct.exchange(request, handler, cancellation);
                        },
                        "no CookieHandler of the JVM takes part unless that is declared"),
                TransportDefect.inExchange(
                        "sends credentials",
                        (correct, request, handler, cancellation) ->
                                correct.exchange(with(request, "Authorization", "Basic eDp5"), handler, cancellation),
                        "no credentials are sent, whatever the server asks for"),
                TransportDefect.inExchange(
                        "asks the Authenticator of the JVM",
                        (correct, request, handler, cancellation) -> {
                            Authenticator.requestPasswordAuthentication("", null, 0, "http", "", "Basic");
                            correct.exchange(request, handler, cancellation);
                        },
                        "no Authenticator of the JVM is asked"),
                TransportDefect.of(
                        "asks the ProxySelector of the JVM",
                        (correct, config) -> correct.open(
                                BrokenConfig.withProxy(config, Optional.ofNullable(ProxySelector.getDefault()))),
                        "the proxy that was given is used"),
                TransportDefect.inExchange(
                        "asks the ProxySelector of the JVM in an exchange",
                        (correct, request, handler, cancellation) -> {
                            ProxySelector.getDefault().select(request.uri());
                            correct.exchange(request, handler, cancellation);
                        },
                        "no ProxySelector of the JVM is asked"),
                TransportDefect.of(
                        "takes no proxy",
                        (correct, config) -> correct.open(BrokenConfig.withProxy(config, Optional.empty())),
                        "the proxy that was given is used",
                        "a proxy that is not there is a failure of the proxy",
                        "a proxy that refuses to connect is a failure of the proxy"),
                TransportDefect.inExchange(
                        "sends a request again that failed",
                        RequestDefects::retry,
                        "a request that was not answered is sent again only if that is declared"),
                TransportDefect.inExchange(
                        "takes an invitation to try again",
                        (correct, request, handler, cancellation) -> correct.exchange(
                                request,
                                (status, headers) ->
                                        headers.first("Retry-After").isPresent()
                                                ? again(correct, request, handler, cancellation)
                                                : handler.head(status, headers),
                                cancellation),
                        "an invitation to try again is delivered, not taken"),
                TransportDefect.of(
                        "makes a connection for each exchange",
                        (correct, config) ->
                                new BrokenTransport(correct.open(config), (open, request, handler, cancellation) -> {
                                    try (HttpTransport own = correct.open(config)) {
                                        own.exchange(request, handler, cancellation);
                                    }
                                }),
                        "a connection is used again for the next exchange",
                        "a closed transport refuses exchanges"));
    }

    private static Optional<BodySink> againAt(
            HttpTransport correct,
            TransportRequest request,
            HttpHeaders headers,
            ResponseHandler handler,
            Cancellation cancellation)
            throws IOException {
        URI next = request.uri().resolve(headers.first("Location").orElseThrow());
        return again(correct, TransportRequest.get(next, request.headers()), handler, cancellation);
    }

    private static Optional<BodySink> again(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws IOException {
        try {
            correct.exchange(request, handler, cancellation);
        } catch (TransportException e) {
            throw new IOException(e);
        }
        return Optional.empty();
    }

    private static void retry(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        try {
            correct.exchange(request, handler, cancellation);
        } catch (TransportException e) {
            correct.exchange(request, handler, cancellation);
        }
    }

    private static BrokenExchange keepingCookies() {
        Map<String, String> kept = new ConcurrentHashMap<>();
        return (correct, request, handler, cancellation) -> correct.exchange(
                Optional.ofNullable(kept.get("Cookie"))
                        .map(value -> with(request, "Cookie", value))
                        .orElse(request),
                (status, headers) -> {
                    headers.first("Set-Cookie").ifPresent(value -> kept.put("Cookie", value));
                    return handler.head(status, headers);
                },
                cancellation);
    }

    private static TransportRequest with(TransportRequest request, String name, String value) {
        Map<String, List<String>> headers = new HashMap<>(request.headers().asMap());
        headers.put(name, List.of(value));
        return TransportRequest.get(request.uri(), HttpHeaders.of(headers));
    }
}
