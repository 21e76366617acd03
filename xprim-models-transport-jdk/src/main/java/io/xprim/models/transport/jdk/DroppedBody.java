// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body that nobody wants. Called by the client as subscribers are. */
final class DroppedBody implements BodySubscriber<@Nullable Void> {
    private final Runnable tooLong;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private long left;

    /**
     * @param most in bytes
     * @param tooLong told each time when more came
     */
    DroppedBody(long most, Runnable tooLong) {
        left = most;
        this.tooLong = tooLong;
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            left -= piece.remaining();
        }
        if (left < 0) {
            tooLong.run();
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
