// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.floor;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that is kept: plain HTTP/1.1, answers with a length. Not thread-safe. */
final class FloorConnection implements AutoCloseable {
    private static final int BUFFER = 256 << 10;
    private static final String LENGTH = "\r\ncontent-length:";

    private final String host;
    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    FloorConnection(InetSocketAddress server) throws IOException {
        host = server.getHostString() + ":" + server.getPort();
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Fetches a short text. */
    String text(String path) throws IOException {
        long length = begin(path);
        byte[] bytes = new byte[Math.toIntExact(length)];
        for (int done = 0; done < bytes.length; ) {
            fill(bytes.length - done);
            int ready = buffer.flip().remaining();
            buffer.get(bytes, done, ready).clear();
            done += ready;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Fetches a body into a chunk that was begun. */
    void get(String path, FloorChunk chunk) throws IOException {
        for (long left = begin(path); left > 0; ) {
            fill(left);
            left -= buffer.flip().remaining();
            chunk.accept(buffer);
            buffer.clear();
        }
    }

    /** Sends a request and reads the head of the answer; what came of the body is left at the buffer's start. Returns the body's length. */
    private long begin(String path) throws IOException {
        ByteBuffer request =
                StandardCharsets.US_ASCII.encode("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        while (request.hasRemaining()) {
            channel.write(request);
        }
        buffer.clear();
        int end = 0;
        while (end == 0) {
            read();
            end = endOfHead();
        }
        byte[] head = new byte[end];
        buffer.flip().get(head);
        buffer.compact();
        return lengthOf(new String(head, StandardCharsets.ISO_8859_1));
    }

    private int endOfHead() {
        for (int i = 4; i <= buffer.position(); i++) {
            if (buffer.get(i - 1) == '\n' && buffer.get(i - 2) == '\r' && buffer.get(i - 3) == '\n') {
                return i;
            }
        }
        return 0;
    }

    private static long lengthOf(String head) throws IOException {
        int start = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (!head.startsWith("HTTP/1.1 200 ") || start < 0) {
            throw new IOException("not an answer with a length: " + head);
        }
        int value = start + LENGTH.length();
        return Long.parseLong(head.substring(value, head.indexOf('\r', value)).strip());
    }

    /** Reads until the buffer is full or holds all that is left of the body. */
    private void fill(long left) throws IOException {
        buffer.limit((int) Math.min(buffer.capacity(), left));
        while (buffer.hasRemaining()) {
            read();
        }
    }

    private void read() throws IOException {
        if (channel.read(buffer) < 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
