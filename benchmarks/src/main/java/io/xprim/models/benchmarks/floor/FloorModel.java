// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.floor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a manifest says, taken at its word. Immutable. */
final class FloorModel {
    private static final Pattern CHUNK_SIZE = Pattern.compile("\"chunk_size\":\\s*(\\d+)");
    private static final Pattern DIGEST = Pattern.compile("\"([0-9a-f]{64})\"");
    private static final Pattern FILE = Pattern.compile("\"path\":\\s*\"([^\"]+)\",\\s*\"size\":\\s*(\\d+)");

    private final long chunkSize;
    private final List<String> digests;
    private final List<Path> paths;
    private final long[] starts;

    private FloorModel(long chunkSize, List<String> digests, List<Path> paths, long[] starts) {
        this.chunkSize = chunkSize;
        this.digests = digests;
        this.paths = paths;
        this.starts = starts;
    }

    static FloorModel parse(String manifest, Path folder) throws IOException {
        Matcher size = CHUNK_SIZE.matcher(manifest);
        if (!size.find()) {
            throw new IOException("no chunk_size in the manifest");
        }
        List<String> digests = new ArrayList<>();
        for (Matcher digest = DIGEST.matcher(manifest); digest.find(); ) {
            digests.add(digest.group(1));
        }
        List<Path> paths = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        long end = 0;
        for (Matcher file = FILE.matcher(manifest); file.find(); ) {
            paths.add(folder.resolve(file.group(1)));
            end += Long.parseLong(file.group(2));
            ends.add(end);
        }
        long[] starts = new long[ends.size() + 1];
        for (int i = 0; i < ends.size(); i++) {
            starts[i + 1] = ends.get(i);
        }
        return new FloorModel(Long.parseLong(size.group(1)), digests, paths, starts);
    }

    int chunkCount() {
        return digests.size();
    }

    String digest(int chunk) {
        return digests.get(chunk);
    }

    long chunkStart(int chunk) {
        return chunk * chunkSize;
    }

    int fileCount() {
        return paths.size();
    }

    Path path(int file) {
        return paths.get(file);
    }

    /** Where a file begins in the stream of all chunks; that of the file after the last one is the end. */
    long start(int file) {
        return starts[file];
    }

    /** The last file that begins at or before a place in the stream. */
    int fileAt(long position) {
        int low = 0;
        int high = paths.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
