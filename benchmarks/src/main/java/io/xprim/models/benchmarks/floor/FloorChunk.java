// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.floor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hashes a worker's chunks, one after the other, and writes them to where they belong. Not thread-safe. */
final class FloorChunk implements AutoCloseable {
    private final FloorModel model;
    private final MessageDigest sha256;
    private int chunk;
    private long position;
    private int file = -1;
    private @Nullable FileChannel channel;

    FloorChunk(FloorModel model) throws IOException {
        this.model = model;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    void begin(int next) {
        chunk = next;
        position = model.chunkStart(next);
    }

    /** Takes the next bytes of the chunk, all that remain in the buffer. */
    void accept(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        int limit = bytes.limit();
        sha256.update(bytes);
        bytes.position(start);
        for (int target = model.fileAt(position); bytes.hasRemaining(); target++) {
            long room = model.start(target + 1) - position;
            bytes.limit((int) Math.min(limit, bytes.position() + room));
            write(target, bytes);
            bytes.limit(limit);
        }
    }

    void end() throws IOException {
        if (!HexFormat.of().formatHex(sha256.digest()).equals(model.digest(chunk))) {
            throw new IOException("chunk " + chunk + " is not what its name says");
        }
    }

    private void write(int target, ByteBuffer bytes) throws IOException {
        if (!bytes.hasRemaining()) {
            return;
        }
        FileChannel open = channel;
        if (open == null || target != file) {
            close();
            open = FileChannel.open(model.path(target), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
            file = target;
        }
        while (bytes.hasRemaining()) {
            position += open.write(bytes, position - model.start(target));
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
