// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.registry;

import io.xprim.models.ModelFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes up the content of a model and writes it chunk by chunk. Used once. */
final class ModelWriter {
    private static final int PIECE = 256 << 10;

    private final Model model;
    private final Path data;
    private final SplittableRandom random;
    private final long totalSize;
    private final List<String> chunks = new ArrayList<>();
    private final MessageDigest chunkHash = Hashing.sha256();
    private final Path unnamed;
    private OutputStream chunk = OutputStream.nullOutputStream();
    private long position;

    ModelWriter(Model model, Path data) {
        this.model = model;
        this.data = data;
        random = new SplittableRandom(model.name().hashCode());
        totalSize = model.totalSize();
        unnamed = data.resolve("unnamed");
    }

    FileHashes write() throws IOException {
        TreeMap<String, String> hashes = new TreeMap<>();
        MessageDigest fileHash = Hashing.sha256();
        for (ModelFile file : model.files()) {
            for (long left = file.size(); left > 0; ) {
                byte[] piece = new byte[(int) Math.min(Math.min(left, PIECE), leftInChunk())];
                random.nextBytes(piece);
                fileHash.update(piece);
                append(piece);
                left -= piece.length;
            }
            hashes.put(file.path(), Hashing.hex(fileHash.digest()));
        }
        return new FileHashes(hashes);
    }

    /** The digests of what was written, in order. */
    List<String> chunks() {
        return chunks;
    }

    private long leftInChunk() {
        return model.chunkSize() - position % model.chunkSize();
    }

    private void append(byte[] piece) throws IOException {
        if (position % model.chunkSize() == 0) {
            chunk = Files.newOutputStream(unnamed);
        }
        chunk.write(piece);
        chunkHash.update(piece);
        position += piece.length;
        if (position % model.chunkSize() == 0 || position == totalSize) {
            chunk.close();
            String name = Hashing.hex(chunkHash.digest());
            Files.move(unnamed, data.resolve(name));
            chunks.add(name);
        }
    }
}
