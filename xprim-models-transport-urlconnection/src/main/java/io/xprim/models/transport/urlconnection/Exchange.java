// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.urlconnection;

import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** One request and its answer: run by a thread of the transport's, awaited by the caller, abandoned by whoever cancels. Thread-safe. */
final class Exchange implements Runnable {
    private final Connections connections;
    private final ExchangeThreads threads;
    private final TransportRequest request;
    private final ResponseHandler handler;

    /** How it ended: with what is in it, or well. Whoever completes it decides. */
    private final CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.BEFORE_HEAD);

    /** How far it is, as far as it matters to whether the handler may be called. */
    private enum Phase {
        BEFORE_HEAD,
        HEAD_HANDLED,
        ABANDONED
    }

    Exchange(Connections connections, ExchangeThreads threads, TransportRequest request, ResponseHandler handler) {
        this.connections = connections;
        this.threads = threads;
        this.request = request;
        this.handler = handler;
    }

    /** Runs it on a thread of the transport's. */
    @Override
    public void run() {
        Optional<Throwable> failure = Optional.empty();
        try {
            exchange();
        } catch (Throwable e) { // To be thrown on by the caller's thread.
            failure = Optional.of(e);
        }
        if (!outcome.complete(failure)) {
            threads.recovered();
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
        }
        if (failure.isPresent()) {
            rethrow(failure.get());
        }
    }

    /** Lets the caller go, now. The thread ends the exchange as soon as it can. */
    void abandon() {
        phase.set(Phase.ABANDONED);
        // Counted first: the thread may end, and count itself out, as soon as the outcome is set.
        threads.abandoned();
        if (!outcome.complete(Optional.of(cancelled()))) {
            threads.recovered();
        }
    }

    private void exchange() throws TransportException, IOException {
        requireWanted();
        Connection connection = connections.open(request);
        boolean well = false;
        try {
            connection.send();
            deliver(connection);
            well = true;
        } finally {
            connection.release(well);
        }
    }

    private void deliver(Connection connection) throws TransportException, IOException {
        int status = connection.status();
        if (!phase.compareAndSet(Phase.BEFORE_HEAD, Phase.HEAD_HANDLED)) {
            throw cancelled();
        }
        Optional<BodySink> sink = handler.head(status, connection.headers());
        if (sink.isPresent()) {
            deliverBody(connection, sink.get());
        }
    }

    private void deliverBody(Connection connection, BodySink sink) throws TransportException, IOException {
        byte[] buffer = threads.buffer();
        ByteBuffer piece = ByteBuffer.wrap(buffer);
        for (int count = connection.read(buffer); count >= 0; count = connection.read(buffer)) {
            requireWanted();
            sink.accept(piece.clear().limit(count));
        }
    }

    private void requireWanted() {
        if (phase.get() == Phase.ABANDONED) {
            throw cancelled();
        }
    }

    private static CancellationException cancelled() {
        return new CancellationException("the exchange was cancelled");
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
