// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.Cancellation;
import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.HttpTransport;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Delivering something else, or otherwise. */
public final class AnswerDefects {
    private AnswerDefects() {}

    /** All of them. */
    public static Stream<TransportDefect> all() {
        return Stream.of(
                inHead(
                        "says 200 of every answer",
                        (status, headers, handler) -> handler.head(200, headers),
                        "every status comes with its headers and its body",
                        "a status without a text comes",
                        "an error of the server's is delivered"),
                inHead(
                        "keeps one header of a name",
                        (status, headers, handler) -> handler.head(status, lastOfEach(headers)),
                        "headers come as they were sent, repeated ones in order"),
                inHead(
                        "calls the handler twice",
                        (status, headers, handler) -> {
                            handler.head(status, headers);
                            return handler.head(status, headers);
                        },
                        "an empty body ends well"),
                inHead("reads a body that was declined", (status, headers, handler) -> {
                            Optional<BodySink> sink = handler.head(status, headers);
                            return sink.isPresent() ? sink : Optional.of(AnswerDefects::drain);
                        })
                        .hangingIn("a declined body without an end is not read"),
                inSink("loses a byte", AnswerDefects::loseAByte, "a chunked body comes as it was sent"),
                inSink(
                                "swallows what the sink throws",
                                (piece, sink) -> {
                                    try {
                                        sink.accept(piece);
                                    } catch (IOException | RuntimeException | Error e) {
                                        drain(piece);
                                    }
                                },
                                "what the sink throws comes out unchanged")
                        .hangingIn("an endless body ends with the sink"),
                inSink(
                        "wraps what the sink throws",
                        (piece, sink) -> {
                            try {
                                sink.accept(piece);
                            } catch (IOException | RuntimeException | Error e) {
                                throw new IOException(e);
                            }
                        },
                        "what the sink throws comes out unchanged"),
                inHead(
                        "wraps what the handler throws",
                        (status, headers, handler) -> {
                            try {
                                return handler.head(status, headers);
                            } catch (IOException | RuntimeException | Error e) {
                                throw new IOException(e);
                            }
                        },
                        "what the handler throws comes out unchanged"),
                inSink(
                        "pushes from two threads at once",
                        AnswerDefects::acceptInTwoThreads,
                        "the sink is called by one thread at a time"),
                TransportDefect.of(
                        "keeps what a sink has left for the next one",
                        (correct, config) -> new BrokenTransport(correct.open(config), withLeftovers()),
                        "a sink that its owner closed may be called once more without harm"),
                TransportDefect.inExchange("waits for a full buffer", AnswerDefects::waitForMore)
                        .hangingIn("cancelling ends an exchange within the body"),
                TransportDefect.inExchange(
                        "calls the sink after the end",
                        AnswerDefects::lastPieceLate,
                        "the sink is not called after the exchange has ended"),
                TransportDefect.inExchange(
                        "decodes what is compressed", AnswerDefects::decode, "a compressed body is not decoded"),
                TransportDefect.inExchange(
                        "reads everything ahead", AnswerDefects::readAhead, "a sink that blocks holds the server back"),
                inFailure(
                        "says of every failure that it is another",
                        (request, e) -> new TransportException(TransportException.Kind.OTHER, "failed", e),
                        "silence within the body is a read timeout",
                        "a reset within the body is a reset",
                        "a greeting instead of a status is no HTTP",
                        "a port that nobody listens on is refused",
                        "a host without an address is unresolved"),
                inFailure(
                        "names the address in a message",
                        (request, e) -> new TransportException(e.kind(), "failed: " + request.uri(), e),
                        "a port that nobody listens on is refused",
                        "no answer at all is a truncation"),
                TransportDefect.inExchange(
                        "takes an address that nothing can be at for its caller's fault",
                        (correct, request, handler, cancellation) -> {
                            InetSocketAddress.createUnresolved(
                                    request.uri().getHost(),
                                    Math.max(0, request.uri().getPort()));
                            correct.exchange(request, handler, cancellation);
                        },
                        "an address that nothing can be at is a failure on the way"),
                TransportDefect.inExchange(
                        "fails with the JDK's exceptions",
                        (correct, request, handler, cancellation) -> {
                            try {
                                correct.exchange(request, handler, cancellation);
                            } catch (TransportException e) {
                                throw new IOException(e.getCause());
                            }
                        },
                        "no answer at all is a truncation",
                        "a connection that is not made in time is a connect timeout"));
    }

    private interface Head {
        Optional<BodySink> head(int status, HttpHeaders headers, ResponseHandler handler) throws IOException;
    }

    private interface Piece {
        void accept(ByteBuffer piece, BodySink sink) throws IOException;
    }

    private interface Failure {
        TransportException of(TransportRequest request, TransportException e);
    }

    private static TransportDefect inHead(String name, Head head, String... sentences) {
        return TransportDefect.inExchange(
                name,
                (correct, request, handler, cancellation) -> correct.exchange(
                        request, (status, headers) -> head.head(status, headers, handler), cancellation),
                sentences);
    }

    private static TransportDefect inSink(String name, Piece broken, String... sentences) {
        return inHead(
                name,
                (status, headers, handler) ->
                        handler.head(status, headers).map(sink -> piece -> broken.accept(piece, sink)),
                sentences);
    }

    private static TransportDefect inFailure(String name, Failure failure, String... sentences) {
        return TransportDefect.inExchange(
                name,
                (correct, request, handler, cancellation) -> {
                    try {
                        correct.exchange(request, handler, cancellation);
                    } catch (TransportException e) {
                        throw failure.of(request, e);
                    }
                },
                sentences);
    }

    private static HttpHeaders lastOfEach(HttpHeaders headers) {
        Map<String, List<String>> fields = new HashMap<>();
        headers.asMap().forEach((name, values) -> fields.put(name, values.subList(values.size() - 1, values.size())));
        return HttpHeaders.of(fields);
    }

    private static void loseAByte(ByteBuffer piece, BodySink sink) throws IOException {
        piece.get();
        sink.accept(piece);
    }

    private static void acceptInTwoThreads(ByteBuffer piece, BodySink sink) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(piece.remaining()).put(piece).flip();
        CompletableFuture<Void> half = CompletableFuture.runAsync(
                () -> {
                    try {
                        sink.accept(copy.duplicate().limit(copy.limit() / 2));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
        sink.accept(copy.duplicate().position(copy.limit() / 2));
        half.join();
    }

    private static void lastPieceLate(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        KeptSink sink = new KeptSink();
        correct.exchange(request, (status, headers) -> sink.keep(handler.head(status, headers)), cancellation);
        Thread late = new Thread(() -> {
            try {
                Thread.sleep(20);
                sink.get().accept(ByteBuffer.allocate(1));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        late.start();
    }

    private static void decode(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        KeptSink sink = new KeptSink();
        correct.exchange(
                request, (status, headers) -> collect(sink, coded, handler.head(status, headers)), cancellation);
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(coded.toByteArray())).readAllBytes();
        sink.get().accept(ByteBuffer.wrap(body));
    }

    private static void readAhead(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        KeptSink sink = new KeptSink();
        correct.exchange(
                request, (status, headers) -> collect(sink, body, handler.head(status, headers)), cancellation);
        sink.get().accept(ByteBuffer.wrap(body.toByteArray()));
    }

    private static Optional<BodySink> collect(KeptSink sink, ByteArrayOutputStream body, Optional<BodySink> wanted) {
        sink.keep(wanted);
        return Optional.of(piece -> {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            body.writeBytes(bytes);
        });
    }

    private static BrokenExchange withLeftovers() {
        AtomicReference<byte[]> left = new AtomicReference<>(new byte[0]);
        return (correct, request, handler, cancellation) -> correct.exchange(
                request,
                (status, headers) -> handler.head(status, headers).map(sink -> piece -> {
                    byte[] before = left.getAndSet(new byte[0]);
                    ByteBuffer both = ByteBuffer.allocate(before.length + piece.remaining());
                    sink.accept(both.put(before).put(piece).flip());
                    byte[] after = new byte[both.remaining()];
                    both.get(after);
                    left.set(after);
                }),
                cancellation);
    }

    private static void waitForMore(
            HttpTransport correct, TransportRequest request, ResponseHandler handler, Cancellation cancellation)
            throws TransportException, IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        KeptSink sink = new KeptSink();
        correct.exchange(
                request,
                (status, headers) -> sink.keep(handler.head(status, headers)).map(wanted -> piece -> {
                    if (piece.remaining() > buffer.remaining()) {
                        wanted.accept(buffer.flip());
                        buffer.clear();
                    }
                    buffer.put(piece);
                }),
                cancellation);
        sink.get().accept(buffer.flip());
    }

    private static void drain(ByteBuffer piece) {
        piece.position(piece.limit());
    }
}
