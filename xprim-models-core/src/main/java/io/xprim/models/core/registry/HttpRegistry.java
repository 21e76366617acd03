// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.SafeText;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A registry behind an http or https URL. */
final class HttpRegistry implements RegistryFiles {
    private static final int NOT_MODIFIED = 304;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final URI base;
    private final RequestHeaders headers;
    private final Supplier<HttpTransport> transport;
    private final RedirectPolicy redirects;
    private final Clock clock;
    private final System.Logger logger;

    /**
     * Reaches a registry.
     *
     * @param transport made when it is first needed
     */
    HttpRegistry(
            URI base,
            RequestHeaders headers,
            Supplier<HttpTransport> transport,
            RedirectPolicy redirects,
            Clock clock,
            System.Logger logger) {
        this.base = base;
        this.headers = headers;
        this.transport = transport;
        this.redirects = redirects;
        this.clock = clock;
        this.logger = logger;
    }

    @Override
    public void read(String path, BodySink sink, Cancellation cancellation) throws FetchException, IOException {
        readUnless(Optional.empty(), path, sink, cancellation);
    }

    @Override
    public Delivery readUnless(Optional<Validator> known, String path, BodySink sink, Cancellation cancellation)
            throws FetchException, IOException {
        WholeFile whole = new WholeFile(known, sink);
        Answer answer = follow(path, whole, cancellation);
        return answer.status == NOT_MODIFIED
                ? new Delivery(true, whole.knownAt(answer.uri))
                : new Delivery(false, Validator.of(answer.uri, answer.headers));
    }

    @Override
    public void readRest(ChunkRest rest, String path, Cancellation cancellation) throws FetchException, IOException {
        follow(path, rest, cancellation);
    }

    private Answer follow(String path, Wanted wanted, Cancellation cancellation) throws FetchException, IOException {
        URI uri = resolve(path);
        for (int hops = 0; ; hops++) {
            Answer answer = exchange(uri, wanted, cancellation);
            if (!RedirectPolicy.isRedirect(answer.status)) {
                return answer;
            }
            uri = redirects.next(uri, hops, answer.headers.first("Location"));
        }
    }

    @Override
    public String locate(String path) {
        return SafeText.of(resolve(path).toString());
    }

    private URI resolve(String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
    }

    private Answer exchange(URI uri, Wanted wanted, Cancellation cancellation) throws FetchException, IOException {
        Answer answer = new Answer(uri, wanted);
        long start = System.nanoTime();
        try {
            transport
                    .get()
                    .exchange(
                            TransportRequest.get(uri, headers.of(uri, wanted.fields(uri))), answer::head, cancellation);
        } catch (TransportException e) {
            throw new FetchException(FetchException.Kind.NETWORK, describe(e), e);
        } catch (WatchedTransport.TooSlowException e) {
            throw new FetchException(FetchException.Kind.SLOW, String.valueOf(e.getMessage()), e);
        } finally {
            if (logger.isLoggable(System.Logger.Level.DEBUG)) {
                logger.log(
                        System.Logger.Level.DEBUG,
                        "GET " + SafeText.of(withoutQuery(uri)) + " status=" + answer.status + " bytes="
                                + answer.received + " ms=" + (System.nanoTime() - start) / 1_000_000);
            }
        }
        if (answer.accepted) {
            answer.ensureWhole();
        } else if (!wanted.isAnswered(uri, answer.status) && !RedirectPolicy.isRedirect(answer.status)) {
            throw wanted.refused(answer.status)
                    .orElseGet(() -> refusal(answer.status, answer.headers, clock.instant()));
        }
        return answer;
    }

    /** Queries may be signatures. */
    private static String withoutQuery(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query) + "?…";
    }

    private static FetchException refusal(int status, HttpHeaders headers, Instant now) {
        String message = "the server answered with status " + status;
        if (status >= 500 || status == TOO_MANY_REQUESTS) {
            boolean busy = status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE;
            return new FetchException(
                    busy ? FetchException.Kind.BUSY : FetchException.Kind.SERVER,
                    message,
                    null,
                    RetryAfter.parse(headers.first("Retry-After"), now));
        }
        boolean missing = status == 404 || status == 410;
        return new FetchException(missing ? FetchException.Kind.MISSING : FetchException.Kind.REFUSED, message, null);
    }

    private static String describe(TransportException e) {
        String detail = SafeText.of(String.valueOf(e.getMessage()));
        return switch (e.kind()) {
            case UNRESOLVED -> "the host is unknown";
            case REFUSED -> "connection refused";
            case CONNECT_TIMEOUT -> "no connection was made in time";
            case READ_TIMEOUT -> "the server sent nothing for too long";
            case RESET -> "the connection broke";
            case TRUNCATED -> "the answer ended early";
            case TLS -> "no secure connection: " + detail;
            case PROXY -> "the proxy failed: " + detail;
            case PROTOCOL -> "the server does not answer in HTTP: " + detail;
            case OTHER -> detail;
        };
    }

    /** One answer: its head, and how much of its body came. */
    private static final class Answer {
        private final URI uri;
        private final Wanted wanted;
        private volatile int status;
        private volatile HttpHeaders headers = HttpHeaders.empty();
        private volatile boolean accepted;
        private final AtomicLong received = new AtomicLong();

        Answer(URI uri, Wanted wanted) {
            this.uri = uri;
            this.wanted = wanted;
        }

        Optional<BodySink> head(int code, HttpHeaders fields) {
            status = code;
            headers = fields;
            Optional<BodySink> target = wanted.body(uri, code, fields);
            accepted = target.isPresent();
            return target.map(this::counting);
        }

        private BodySink counting(BodySink target) {
            return piece -> {
                int length = piece.remaining();
                target.accept(piece);
                received.addAndGet(length);
            };
        }

        void ensureWhole() throws FetchException {
            OptionalLong announced = headers.contentLength();
            if (announced.isPresent() && announced.getAsLong() != received.get()) {
                throw new FetchException(
                        FetchException.Kind.NETWORK,
                        "the answer "
                                + (received.get() < announced.getAsLong()
                                        ? "ended early: "
                                        : "is longer than it said: ")
                                + received.get() + " bytes of " + announced.getAsLong() + " came",
                        null);
            }
        }
    }
}
