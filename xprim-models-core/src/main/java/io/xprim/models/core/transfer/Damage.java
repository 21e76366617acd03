// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.DamagedRange;
import io.xprim.models.ModelFile;
import io.xprim.models.core.assemble.ChunkLayout;
import io.xprim.models.core.format.Manifest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What is wrong with the files of a version, worked out from the chunks that do not hash right and the sizes that the files have. A chunk
 * that spans several files tells nothing about which of them is to blame, so all its parts count. Immutable.
 */
final class Damage {
    private final List<ModelFile> files;
    private final BitSet wrongChunks;
    private final TreeMap<Integer, List<DamagedRange>> byFile = new TreeMap<>();

    /**
     * Works it out.
     *
     * @param sizes for each file its size on the disk in bytes, if it is there
     */
    Damage(Manifest manifest, ChunkLayout layout, BitSet wrongChunks, OptionalLong[] sizes) {
        this.files = manifest.files();
        this.wrongChunks = (BitSet) wrongChunks.clone();
        wrongChunks.stream()
                .forEach(chunk -> layout.<RuntimeException>visit(
                        chunk, 0, manifest.chunks().size(chunk), this::add));
        for (int file = 0; file < sizes.length; file++) {
            addSize(file, sizes[file]);
        }
    }

    boolean isNone() {
        return byFile.isEmpty();
    }

    /** Whether a chunk hashed right at its place. */
    boolean isRight(int chunk) {
        return !wrongChunks.get(chunk);
    }

    /** The files that have to be made again. */
    SortedSet<Integer> files() {
        return byFile.navigableKeySet();
    }

    /** What is damaged, sorted; ranges that touch are one. */
    List<DamagedRange> ranges() {
        List<DamagedRange> all = new ArrayList<>();
        for (Map.Entry<Integer, List<DamagedRange>> entry : byFile.entrySet()) {
            all.addAll(joined(entry.getValue()));
        }
        return all.stream().sorted().toList();
    }

    private void addSize(int file, OptionalLong size) {
        long expected = files.get(file).size();
        if (size.isEmpty()) {
            add(file, 0, expected);
        } else if (size.getAsLong() != expected) {
            long from = Math.min(size.getAsLong(), expected);
            add(file, from, Math.max(size.getAsLong(), expected) - from);
        }
    }

    private void add(int file, long position, long length) {
        byFile.computeIfAbsent(file, ignored -> new ArrayList<>())
                .add(new DamagedRange(files.get(file).path(), position, length));
    }

    private static List<DamagedRange> joined(List<DamagedRange> ranges) {
        List<DamagedRange> joined = new ArrayList<>();
        for (DamagedRange range : ranges.stream().sorted().toList()) {
            DamagedRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && range.offset() <= last.offset() + last.size()) {
                long end = Math.max(last.offset() + last.size(), range.offset() + range.size());
                joined.set(joined.size() - 1, new DamagedRange(last.path(), last.offset(), end - last.offset()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
