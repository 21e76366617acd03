// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: one thread takes bytes in at the speed of the link, the other gives them out when they have travelled.
 */
final class Lane {
    private static final int PIECE = 16 << 10;
    /** What a thread that slept too long may catch up with. */
    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(5);

    private final Link link;
    private final Socket from;
    private final Socket to;
    private final Runnable end;
    private final BlockingQueue<Piece> travelling = new LinkedBlockingQueue<>(1024);
    private long free;

    /** No bytes are the end. */
    private record Piece(ByteBuffer bytes, long arrival) {}

    /** Takes bytes from the time {@code start} on; {@code end} is run when the last ones have arrived. */
    Lane(Link link, Socket from, Socket to, long start, Runnable end) {
        this.link = link;
        this.from = from;
        this.to = to;
        this.end = end;
        free = start;
    }

    void start() {
        Relay.start(this::take, "relay-in");
        Relay.start(this::give, "relay-out");
    }

    private void take() {
        byte[] buffer = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                free = Math.max(free, System.nanoTime() - BURST) + link.nanosFor(length);
                send(ByteBuffer.wrap(Arrays.copyOf(buffer, length)));
                await(free);
            }
            send(ByteBuffer.allocate(0));
        } catch (IOException | InterruptedException e) {
            end.run();
            // If there is no room, the other thread has something to give, and fails over it.
            travelling.offer(new Piece(ByteBuffer.allocate(0), System.nanoTime()));
        }
    }

    private void send(ByteBuffer bytes) throws InterruptedException {
        travelling.put(new Piece(bytes, Math.max(free, System.nanoTime()) + link.oneWayNanos()));
    }

    private void give() {
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = travelling.take(); piece.bytes().hasRemaining(); piece = travelling.take()) {
                await(piece.arrival());
                out.write(piece.bytes().array());
            }
        } catch (IOException | InterruptedException e) {
            // One side has gone; so does the other.
        }
        end.run();
    }

    private static void await(long time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time - System.nanoTime());
    }
}
