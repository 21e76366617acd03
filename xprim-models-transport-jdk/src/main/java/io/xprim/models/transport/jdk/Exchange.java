// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.HttpTransportConfig;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** One request and its answer: awaited by the caller, abandoned by whoever cancels. Thread-safe. */
final class Exchange implements Runnable {
    private final HttpTransportConfig config;
    private final LazyClient client;
    private final Executor threads;
    private final TransportRequest request;
    private final ResponseHandler handler;
    private final Turns turns = new Turns();
    private final TimeLimit limit;

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
        } catch (Throwable e) { // To be thrown on by the caller's thread.
            end(Optional.of(e));
        }
    }

    /** Waits for the end, and throws what it ended with. */
    void await() throws TransportException, IOException {
        Optional<Throwable> failure;
        try {
            failure = outcome.get();
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
        CompletableFuture<?> response = client.get().sendAsync(Requests.of(request, this::connected), answer);
        Future<?> unusedEnd = response.whenComplete(
                (ignored, failure) -> end(failure == null ? without(answer) : judged(failure, answer, failures)));
        // Does nothing if the response is complete.
        Future<?> unusedRest = outcome.thenRun(() -> response.cancel(true));
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

    /** Ends it once handler or sink are done with what they have. */
    private void end(Optional<Throwable> failure) {
        turns.close();
        turns.afterwards(() -> outcome.complete(failure));
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
}
