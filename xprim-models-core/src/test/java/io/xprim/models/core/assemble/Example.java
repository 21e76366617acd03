// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import io.xprim.models.Limits;
import io.xprim.models.ModelFile;
import io.xprim.models.core.format.ChunkList;
import io.xprim.models.core.format.Digests;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model whose bytes are known: chunks that may repeat, and how they are cut into files. */
record Example(List<byte[]> chunks, boolean ownSizes, List<Long> fileSizes) {
    Manifest manifest() {
        ChunkList.Builder list = new ChunkList.Builder();
        chunks.forEach(chunk -> list.add(Digests.sha256().digest(chunk)));
        long[] sizes = chunks.stream().mapToLong(chunk -> chunk.length).toArray();
        long largest = Math.max(1, Arrays.stream(sizes).max().orElse(1));
        List<ModelFile> files = new ArrayList<>();
        for (int i = 0; i < fileSizes.size(); i++) {
            files.add(new ModelFile("f" + i, fileSizes.get(i)));
        }
        try {
            long total = stream().length;
            ChunkList cut = ownSizes ? withSizes(list, sizes).ofSizes(largest, total) : list.ofSize(largest, total);
            return Manifest.of(cut, files, Limits.defaults());
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }

    private static ChunkList.Builder withSizes(ChunkList.Builder list, long[] sizes) {
        Arrays.stream(sizes).forEach(list::addSize);
        return list;
    }

    /** All bytes, in order. */
    byte[] stream() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        chunks.forEach(stream::writeBytes);
        return stream.toByteArray();
    }

    /** The stream, cut at the files' sizes. */
    List<byte[]> files() {
        byte[] stream = stream();
        List<byte[]> files = new ArrayList<>();
        int start = 0;
        for (long size : fileSizes) {
            files.add(Arrays.copyOfRange(stream, start, start + (int) size));
            start += (int) size;
        }
        return files;
    }
}
