// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.spi.BodySink;
import io.xprim.models.spi.ResponseHandler;
import io.xprim.models.spi.TransportException;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.spi.TransportRequest;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

final class SocketExchange implements Runnable {
    private final SocketPool pool;
    private final TransportRequest request;
    private final ResponseHandler handler;
    private final CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private volatile @Nullable SocketConnection connection;

    SocketExchange(SocketPool pool, TransportRequest request, ResponseHandler handler) {
        this.pool = pool;
        this.request = request;
        this.handler = handler;
    }

    @Override
    public void run() {
        Optional<Throwable> failure = Optional.empty();
        try {
            exchange();
        } catch (Throwable e) {
            failure = Optional.of(e);
        }
        outcome.complete(failure);
    }

    void abandon() {
        abandoned.set(true);
        outcome.complete(Optional.of(new CancellationException()));
        SocketConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    void await() throws TransportException, IOException {
        Throwable failure;
        try {
            failure = outcome.get().orElse(null);
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (failure instanceof TransportException e) {
            throw e;
        } else if (failure instanceof IOException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
    }

    private void exchange() throws TransportException, IOException {
        SocketConnection open = pool.take(request.uri());
        connection = open;
        boolean well = false;
        try {
            requireWanted();
            AnswerReader answer = send(open);
            requireWanted();
            Optional<BodySink> sink = handler.head(answer.status(), answer.headers());
            if (sink.isPresent()) {
                deliver(answer, sink.get());
                well = answer.mayBeFollowed();
            }
        } finally {
            if (well && !abandoned.get()) {
                pool.giveBack(open);
            } else {
                open.close();
            }
        }
    }

    private AnswerReader send(SocketConnection open) throws TransportException {
        try {
            open.connect();
            return open.send(request);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void deliver(AnswerReader answer, BodySink sink) throws TransportException, IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int count = read(answer, buffer); count >= 0; count = read(answer, buffer)) {
            requireWanted();
            sink.accept(ByteBuffer.wrap(buffer, 0, count));
        }
    }

    private static int read(AnswerReader answer, byte[] buffer) throws TransportException {
        try {
            return answer.read(buffer);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void requireWanted() {
        if (abandoned.get()) {
            throw new CancellationException();
        }
    }

    private static TransportException failure(IOException e) {
        Kind kind;
        if (e instanceof SocketConnection.NotConnected unconnected) {
            kind = unconnected.kind();
        } else if (e instanceof SocketTimeoutException) {
            kind = Kind.READ_TIMEOUT;
        } else if (e instanceof ProtocolException) {
            kind = Kind.PROTOCOL;
        } else if (e instanceof EOFException) {
            kind = Kind.TRUNCATED;
        } else {
            kind = e instanceof SSLException ? Kind.TLS : Kind.RESET;
        }
        return new TransportException(kind, "it failed", e);
    }
}
