// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What files have to hash to: whoever is measured has to have done the work. Kept as {@code sha256sum} keeps it. Immutable. */
public final class FileHashes {
    private static final String SEPARATOR = "  ";

    private final SortedMap<String, String> hashes;

    FileHashes(SortedMap<String, String> hashes) {
        this.hashes = new TreeMap<>(hashes);
    }

    static FileHashes read(Path file) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int separator = line.indexOf(SEPARATOR);
            hashes.put(line.substring(separator + SEPARATOR.length()), line.substring(0, separator));
        }
        return new FileHashes(hashes);
    }

    void write(Path file) throws IOException {
        List<String> lines = hashes.entrySet().stream()
                .map(entry -> entry.getValue() + SEPARATOR + entry.getKey())
                .toList();
        Files.write(file, lines);
    }

    /** How many files there are. */
    public int count() {
        return hashes.size();
    }

    /** Compares a folder; returns what is wrong with it, if anything is. Files that nobody asked for are not looked at. */
    public Optional<String> problem(Path folder) throws IOException {
        for (Map.Entry<String, String> entry : hashes.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!Files.isRegularFile(file)) {
                return Optional.of(file + " is missing");
            }
            if (!Hashing.ofFile(file).equals(entry.getValue())) {
                return Optional.of(file + " has other bytes than the model");
            }
        }
        return Optional.empty();
    }
}
