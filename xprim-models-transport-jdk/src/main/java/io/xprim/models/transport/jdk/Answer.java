// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException.Kind;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows an answer's head to its handler, and decides what becomes of the body. Called by the client as body handlers are. */
final class Answer implements BodyHandler<@Nullable Void> {
    /** Of a declined body this many bytes are taken and dropped, so that the connection can be used again if that is all. */
    private static final long MOST_DROPPED = 64 * 1024;

    /** How long that may take in all. */
    private static final Duration LONGEST_DROP = Duration.ofMillis(250);

    private final ResponseHandler handler;
    private final Executor threads;
    private final Turns turns;
    private final TimeLimit limit;
    private final Consumer<Optional<Throwable>> end;
    private volatile boolean begun;
    private volatile boolean declined;
    private volatile Optional<Version> version = Optional.empty();

    /**
     * @param threads may be blocked
     * @param end told the failure of handler or sink, or that all is well
     */
    Answer(ResponseHandler handler, Executor threads, Turns turns, TimeLimit limit, Consumer<Optional<Throwable>> end) {
        this.handler = handler;
        this.threads = threads;
        this.turns = turns;
        this.limit = limit;
        this.end = end;
    }

    /** Whether its head came. */
    boolean hasBegun() {
        return begun;
    }

    /** Whether its body is unwanted; what happens to it then is no failure. */
    boolean isDeclined() {
        return declined;
    }

    /** Whether it is known to come on a connection that carries nothing else meanwhile. */
    boolean hasItsOwnConnection() {
        return version.equals(Optional.of(Version.HTTP_1_1));
    }

    @Override
    public BodySubscriber<@Nullable Void> apply(ResponseInfo head) {
        version = Optional.of(head.version());
        HttpHeaders headers = headers(head);
        if (!hasReadableLength(head)) {
            end.accept(Optional.of(Failures.of(Kind.PROTOCOL)));
        }
        Optional<BodySink> sink = Optional.empty();
        if (turns.begin()) {
            limit.pause();
            begun = true;
            try {
                sink = handler.head(head.statusCode(), headers);
                declined = sink.isEmpty();
            } catch (Throwable e) { // To be thrown on by the caller's thread.
                end.accept(Optional.of(e));
            }
            turns.end();
        }
        if (declined) {
            decline(headers);
        }
        return sink.<BodySubscriber<@Nullable Void>>map(
                        taker -> new Body(taker, executor(head), turns, limit, e -> end.accept(Optional.of(e))))
                .orElseGet(() -> new DroppedBody(MOST_DROPPED, () -> end.accept(Optional.empty())));
    }

    private void decline(HttpHeaders headers) {
        if (headers.contentLength().orElse(0) <= MOST_DROPPED) {
            limit.begin(LONGEST_DROP, () -> end.accept(Optional.empty()));
        } else {
            end.accept(Optional.empty());
        }
    }

    /** As the client reads it, which does so later, and does not always tell when it cannot. */
    private static boolean hasReadableLength(ResponseInfo head) {
        try {
            OptionalLong unused = head.headers().firstValueAsLong("Content-Length");
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Over HTTP/2 the client calls with what it reads from the connection, which others share. */
    private Executor executor(ResponseInfo head) {
        return head.version() == Version.HTTP_2 ? threads : Runnable::run;
    }

    /** Without those of HTTP/2 that are no fields (RFC 9113, 8.3). */
    private static HttpHeaders headers(ResponseInfo head) {
        return HttpHeaders.of(head.headers().map().entrySet().stream()
                .filter(field -> !field.getKey().startsWith(":"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
