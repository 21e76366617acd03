// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.spi.BodySink;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes the body of an answer to its sink, and asks for more when the sink is done. Called by the client as subscribers are. */
final class Body implements BodySubscriber<@Nullable Void> {
    private final BodySink sink;
    private final Executor executor;
    private final Turns turns;
    private final TimeLimit limit;
    private final Consumer<Throwable> onSinkFailure;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private volatile Optional<Flow.Subscription> source = Optional.empty();

    /**
     * @param executor calls the sink
     * @param limit runs while the server is waited for
     */
    Body(BodySink sink, Executor executor, Turns turns, TimeLimit limit, Consumer<Throwable> onSinkFailure) {
        this.sink = sink;
        this.executor = executor;
        this.turns = turns;
        this.limit = limit;
        this.onSinkFailure = onSinkFailure;
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = Optional.of(subscription);
        goOn();
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        if (turns.begin()) {
            limit.pause();
            executor.execute(() -> deliver(pieces));
        } else {
            goOn();
        }
    }

    @Override
    public void onError(Throwable failure) {
        turns.afterwards(() -> end.completeExceptionally(failure));
    }

    @Override
    public void onComplete() {
        turns.afterwards(() -> end.complete(null));
    }

    private void deliver(List<ByteBuffer> pieces) {
        try {
            for (ByteBuffer piece : pieces) {
                if (piece.hasRemaining() && !turns.isOver()) {
                    sink.accept(piece);
                }
            }
        } catch (Throwable e) { // To be thrown on by the caller's thread.
            onSinkFailure.accept(e);
        }
        turns.end();
        goOn();
    }

    /** Asks for one more piece, or for none if nobody wants it. */
    private void goOn() {
        limit.restart();
        source.ifPresent(turns.isOver() ? Flow.Subscription::cancel : subscription -> subscription.request(1));
    }
}
