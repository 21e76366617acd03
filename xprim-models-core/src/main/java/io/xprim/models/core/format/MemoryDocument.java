// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A document in memory, in blocks: it grows without being copied. */
public final class MemoryDocument implements GrowingDocument {
    private static final int BLOCK = 16 << 10;

    /** All full but the last. */
    private final List<ByteBuffer> blocks = new ArrayList<>();

    @Override
    public synchronized void append(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (blocks.isEmpty() || !last().hasRemaining()) {
                blocks.add(ByteBuffer.allocate(BLOCK));
            }
            int length = Math.min(bytes.remaining(), last().remaining());
            last().put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
    }

    @Override
    public synchronized InputStream open() {
        List<InputStream> streams = new ArrayList<>();
        for (ByteBuffer block : blocks) {
            streams.add(new ByteArrayInputStream(block.array(), block.arrayOffset(), block.position()));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    @Override
    public void close() {
        // The memory goes with it.
    }

    private ByteBuffer last() {
        return blocks.get(blocks.size() - 1);
    }
}
