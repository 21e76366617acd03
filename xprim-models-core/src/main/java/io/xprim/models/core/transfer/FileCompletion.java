// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.core.assemble.ChunkLayout;
import io.xprim.models.core.format.Manifest;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/** Notices which files have got their last chunk. Thread-safe. */
final class FileCompletion {
    private final Manifest manifest;
    private final ChunkLayout layout;
    private final AtomicIntegerArray missing;

    FileCompletion(Manifest manifest, ChunkLayout layout) {
        this.manifest = manifest;
        this.layout = layout;
        int[] chunks = new int[manifest.files().size()];
        for (int file = 0; file < chunks.length; file++) {
            if (manifest.files().get(file).size() > 0) {
                chunks[file] = layout.lastChunk(file) - layout.firstChunk(file) + 1;
            }
        }
        missing = new AtomicIntegerArray(chunks);
    }

    /** Takes a chunk into account; {@code completed} hears of each file whose last one it was. */
    void add(int chunk, IntConsumer completed) {
        for (int file = layout.firstFile(chunk); file <= layout.lastFile(chunk); file++) {
            if (manifest.files().get(file).size() > 0 && missing.decrementAndGet(file) == 0) {
                completed.accept(file);
            }
        }
    }
}
