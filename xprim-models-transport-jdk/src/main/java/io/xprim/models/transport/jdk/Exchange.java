// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request and its answer: awaited by the caller, abandoned by whoever cancels. Thread-safe. */
final class Exchange implements Runnable {
    private final HttpTransportConfig config;
    private final LazyClient client;
    private final Executor threads;
    private final TransportRequest request;
    private final ResponseHandler handler;
    private final Turns turns = new Turns();
    private final TimeLimit limit;
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile Optional<Sent> sent = Optional.empty();

    /** How it ended: with what is in it, or well. Whoever completes it decides. */
    private final CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();

    Exchange(
            HttpTransportConfig config,
            LazyClient client,
            Executor threads,
            Watchdog watchdog,
            TransportRequest request,
            ResponseHandler handler) {
        this.config = config;
        this.client = client;
        this.request = request;
        limit = new TimeLimit(watchdog);
        this.handler = handler;
        this.threads = threads;
    }

    /** Has the client send the request; all else is done as the client calls. */
    @Override
    public void run() {
        try {
            if (!turns.isOver()) {
                send();
            }
        } catch (IllegalArgumentException e) {
            end(Optional.of(Failures.refused(e)));
        } catch (Throwable e) { // To be thrown on by the caller's thread.
            end(Optional.of(e));
        }
    }

    /** Waits for the end, and throws what it ended with. */
    void await() throws TransportException, IOException {
        Optional<Throwable> failure;
        try {
            failure = outcome.get();
            // Before the caller can begin another exchange.
            leave();
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the outcome is a value", e);
        } finally {
            limit.end();
        }
        if (failure.isPresent()) {
            rethrow(failure.get());
        }
    }

    /** Lets the caller go, now, whatever handler or sink are doing. */
    void abandon() {
        turns.close();
        outcome.complete(Optional.of(new CancellationException("the exchange was cancelled")));
    }

    private void send() throws TransportException {
        Failures failures = new Failures(client.isProxied(request.uri()));
        Answer answer = new Answer(handler, threads, turns, limit, this::end);
        within(config.connectTimeout(), Kind.CONNECT_TIMEOUT);
        HttpRequest asked = Requests.of(request, this::connected);
        SharedClient used = client.get();
        CompletableFuture<?> response;
        try {
            response = used.send(asked, answer);
        } finally {
            used.release();
        }
        Future<?> unusedEnd = response.whenComplete(
                (ignored, failure) -> end(failure == null ? without(answer) : judged(failure, answer, failures)));
        sent = Optional.of(new Sent(response, answer, used));
        Future<?> unusedRest = outcome.thenRun(this::leave);
    }

    /**
     * Does nothing if the response is complete. Else a connection that others share is used no more: it may be dead, which the client does
     * not notice, and before Java 21 the client keeps room in the connection's window for what it has read ahead for this response.
     */
    private void leave() {
        sent.filter(one -> !one.response.isDone()).ifPresent(one -> {
            // In this order: whoever finds the response complete may rely on it.
            if (Requests.mayShareConnection(request) && !one.answer.hasItsOwnConnection()) {
                client.forget(one.used);
            }
            one.response.cancel(true);
        });
    }

    /** What is wrong where nothing failed: the client shows no answer if a proxy wants credentials before it makes a tunnel. */
    private static Optional<Throwable> without(Answer answer) {
        return answer.hasBegun() ? Optional.empty() : Optional.of(Failures.of(Kind.PROXY));
    }

    private static Optional<Throwable> judged(Throwable failure, Answer answer, Failures failures) {
        if (answer.isDeclined()) {
            return Optional.empty();
        }
        return Optional.of(answer.hasBegun() ? failures.inBody(failure) : failures.beforeBody(failure));
    }

    private void connected() {
        within(config.idleTimeout(), Kind.READ_TIMEOUT);
    }

    private void within(Duration timeout, Kind kind) {
        limit.begin(timeout, () -> end(Optional.of(Failures.of(kind))));
    }

    /** Ends it once handler or sink are done with what they have. Whoever is first decides, though others may be sooner done. */
    private void end(Optional<Throwable> failure) {
        if (ending.compareAndSet(false, true)) {
            turns.close();
            turns.afterwards(() -> outcome.complete(failure));
        }
    }

    private static void rethrow(Throwable failure) throws TransportException, IOException {
        if (failure instanceof TransportException e) {
            throw e;
        } else if (failure instanceof IOException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException("a handler or sink threw what it does not declare", failure);
    }

    private record Sent(CompletableFuture<?> response, Answer answer, SharedClient used) {}
}
