// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import io.xprim.models.fixtures.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a pull that was cut off has left of a content, judged by the bytes on the disk. */
final class Staged {
    private final Path store;
    private final SampleModel content;

    Staged(Path store, SampleModel content) {
        this.store = store;
        this.content = content;
    }

    /**
     * The chunks that the next pull has no reason to ask for: all their bytes are there, and nothing says that they were not verified.
     *
     * @param listed the manifest hash that registry.json has for the target
     */
    Set<String> reusable(Optional<String> listed) throws IOException {
        Path model = store.resolve("t/m");
        Path version = model.resolve("v");
        if (isMadeFrom(version) && !listed.equals(Optional.of(content.manifestHash()))) {
            return right(version, Optional.empty());
        }
        Path making = model.resolve(".v.new");
        if (!isMadeFrom(making)) {
            return Set.of();
        }
        Path marks = metadata(making).resolve("chunks");
        return right(making, Files.exists(marks) ? Optional.of(Files.readAllBytes(marks)) : Optional.empty());
    }

    /** The chunks of the installed target that are not there as they should be. */
    Set<String> damaged() throws IOException {
        Set<String> damaged = new HashSet<>(content.chunkHashes());
        damaged.removeAll(right(store.resolve("t/m/v"), Optional.empty()));
        return damaged;
    }

    private boolean isMadeFrom(Path folder) throws IOException {
        Path manifest = metadata(folder).resolve("manifest.json");
        return Files.exists(manifest) && Arrays.equals(Files.readAllBytes(manifest), content.manifest());
    }

    private static Path metadata(Path folder) {
        return folder.resolve("." + Lab.APPLICATION);
    }

    /** A chunk that comes twice has to be right and marked twice. */
    private Set<String> right(Path folder, Optional<byte[]> marks) throws IOException {
        List<String> hashes = content.chunkHashes();
        Set<String> wrong = new HashSet<>();
        List<byte[]> chunks = content.chunks();
        byte[] found = stream(folder);
        int start = 0;
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = chunks.get(i);
            boolean marked = marks.isEmpty() || marks.get().length != chunks.size() || marks.get()[i] == 1;
            if (!marked || !Arrays.equals(chunk, Arrays.copyOfRange(found, start, start + chunk.length))) {
                wrong.add(hashes.get(i));
            }
            start += chunk.length;
        }
        List<String> right = new ArrayList<>(hashes);
        right.removeAll(wrong);
        return Set.copyOf(new HashSet<>(right));
    }

    /** What is missing is bytes that no chunk has. */
    private byte[] stream(Path folder) throws IOException {
        int total = content.files().values().stream()
                .mapToInt(bytes -> bytes.length)
                .sum();
        byte[] stream = new byte[total];
        int start = 0;
        for (Map.Entry<String, byte[]> file : content.files().entrySet()) {
            int size = file.getValue().length;
            Path path = folder.resolve(file.getKey());
            byte[] found = Files.isRegularFile(path) ? Files.readAllBytes(path) : new byte[0];
            System.arraycopy(found, 0, stream, start, Math.min(found.length, size));
            start += size;
        }
        return stream;
    }
}
