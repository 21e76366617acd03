// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.okhttp;

import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Response;

/** One request and its answer: run by a thread of the transport's, awaited by the caller, abandoned by whoever cancels. Thread-safe. */
final class Exchange implements Runnable {
    /** What Okio reads from a socket at a time, and hands out. */
    private static final int SEGMENT = 8 << 10;

    private static final long LONGEST_COLLECTION = TimeUnit.MILLISECONDS.toNanos(20);

    private final Conversation conversation;
    private final ExchangeThreads threads;
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

    Exchange(Conversation conversation, ExchangeThreads threads, ResponseHandler handler) {
        this.conversation = conversation;
        this.threads = threads;
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
        outcome.complete(failure);
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

    /** Lets the caller go, now. The thread ends the exchange as soon as it is out of what it is in. */
    void abandon() {
        phase.set(Phase.ABANDONED);
        outcome.complete(Optional.of(cancelled()));
        conversation.cancel();
    }

    private void exchange() throws TransportException, IOException {
        requireWanted();
        Response answer = conversation.send();
        boolean well = false;
        boolean bodyRead = false;
        try {
            bodyRead = deliver(answer);
            well = true;
        } finally {
            conversation.release(answer, well, bodyRead);
        }
    }

    /** Returns whether the body was wanted. */
    private boolean deliver(Response answer) throws TransportException, IOException {
        if (!phase.compareAndSet(Phase.BEFORE_HEAD, Phase.HEAD_HANDLED)) {
            throw cancelled();
        }
        Optional<BodySink> sink = handler.head(answer.code(), Conversation.headers(answer));
        if (sink.isPresent()) {
            deliverBody(answer, sink.get());
        }
        return sink.isPresent();
    }

    private void deliverBody(Response answer, BodySink sink) throws TransportException, IOException {
        ByteBuffer piece = threads.buffer();
        boolean more = true;
        while (more) {
            piece.clear();
            try {
                more = fill(answer, piece);
            } catch (TransportException e) {
                // What came before is right, and a later attempt may go on from there.
                deliver(piece, sink);
                throw e;
            }
            deliver(piece, sink);
        }
    }

    /**
     * Collects what is there: OkHttp gives 8 KiB at a time, too little to hash and write. A segment that is not full says that nothing else
     * is there yet; and nothing waits for others longer than a moment, however they come.
     *
     * @return whether the body may have more
     */
    private boolean fill(Response answer, ByteBuffer piece) throws TransportException {
        long start = System.nanoTime();
        int before;
        do {
            before = piece.position();
            if (!conversation.read(answer, piece)) {
                return false;
            }
        } while (piece.hasRemaining()
                && piece.position() - before >= SEGMENT
                && System.nanoTime() - start < LONGEST_COLLECTION);
        return true;
    }

    private void deliver(ByteBuffer piece, BodySink sink) throws IOException {
        requireWanted();
        if (piece.position() > 0) {
            sink.accept(piece.flip());
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
