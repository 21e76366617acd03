// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.registry;

import io.xprim.models.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A model to be pulled. Its content follows from its name: bytes that no compression makes smaller, and no chunk twice.
 *
 * @param files in the order of the byte stream
 */
public record Model(String name, long chunkSize, List<ModelFile> files) {
    static final String GROUP = "perf";
    static final String VERSION = "v1";
    private static final long MEBIBYTE = 1 << 20;

    public Model {
        files = List.copyOf(files);
    }

    /** Three files of 2 GiB together. */
    public static Model big(int mebibytesPerChunk, double scale) {
        long total = scaled(2048 * MEBIBYTE, scale);
        long first = total * 49 / 100 + 1;
        long second = total * 49 / 100;
        return new Model(
                "big" + mebibytesPerChunk,
                mebibytesPerChunk * MEBIBYTE,
                List.of(
                        new ModelFile("model-00001.safetensors", first),
                        new ModelFile("model-00002.safetensors", second),
                        new ModelFile("sub/model-00003.gguf", total - first - second)));
    }

    /** 20,000 files of 1 to 50 KB. */
    public static Model small(double scale) {
        SplittableRandom sizes = new SplittableRandom(7);
        List<ModelFile> files = new ArrayList<>();
        for (long i = 0; i < scaled(20_000, scale); i++) {
            files.add(new ModelFile("d%03d/f%05d.bin".formatted(i / 200, i), sizes.nextLong(1024, 50 * 1024)));
        }
        return new Model("small", 10 * MEBIBYTE, files);
    }

    /** One file of 64 MiB, for slow links. */
    public static Model link(int mebibytesPerChunk, double scale) {
        return new Model(
                "lat" + mebibytesPerChunk,
                mebibytesPerChunk * MEBIBYTE,
                List.of(new ModelFile("m.gguf", scaled(64 * MEBIBYTE, scale))));
    }

    /** One file of 1 MiB, for commands that look at what is installed. */
    public static Model tiny() {
        return new Model("tiny", MEBIBYTE, List.of(new ModelFile("m.gguf", MEBIBYTE)));
    }

    private static long scaled(long whole, double scale) {
        return Math.max(1, Math.round(whole * scale));
    }

    /** As commands name it. */
    public String reference() {
        return GROUP + "/" + name;
    }

    public String version() {
        return VERSION;
    }

    public long totalSize() {
        return files.stream().mapToLong(ModelFile::size).sum();
    }
}
