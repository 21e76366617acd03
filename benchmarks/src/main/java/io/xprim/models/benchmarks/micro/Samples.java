// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.micro;

import io.xprim.models.Limits;
import io.xprim.models.core.format.FormatException;
import io.xprim.models.core.format.Manifest;
import io.xprim.models.core.format.ManifestCodec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Made-up documents, the same in each run. */
final class Samples {
    private static final long CHUNK_SIZE = 1 << 20;

    private Samples() {}

    /** A manifest of as many chunks of 1 MiB, in files of one size; the last file has what is over. */
    static byte[] manifest(int chunks, int files) {
        long total = chunks * CHUNK_SIZE;
        long size = total / files;
        String list = IntStream.range(0, files)
                .mapToObj(i -> "{\"path\":\"d%03d/f%05d.bin\",\"size\":%d}"
                        .formatted(i / 200, i, i < files - 1 ? size : total - size * (files - 1)))
                .collect(Collectors.joining(","));
        return bytes("{\"total_size\":" + total + ",\"chunk_size\":" + CHUNK_SIZE + ",\"chunks\":["
                + digests(chunks).collect(Collectors.joining(",")) + "],\"files\":[" + list + "]}");
    }

    /** The same, read. */
    static Manifest parsed(int chunks, int files) {
        try {
            return ManifestCodec.read(manifest(chunks, files), Limits.defaults());
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An index of as many versions, ten to a model. */
    static byte[] index(int versions) {
        String[] hashes = digests(versions).toArray(String[]::new);
        return bytes(IntStream.range(0, (versions + 9) / 10)
                .mapToObj(model -> "\"model-" + model + "\":{"
                        + IntStream.range(model * 10, Math.min(versions, model * 10 + 10))
                                .mapToObj(i -> "\"v" + i + "\":{\"hash\":" + hashes[i]
                                        + ",\"metadata\":{\"license\":\"apache-2.0\",\"parameters\":7000000000}}")
                                .collect(Collectors.joining(","))
                        + "}")
                .collect(Collectors.joining(",", "{\"group\":{", "}}")));
    }

    private static Stream<String> digests(int count) {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, count)
                .mapToObj(i -> LongStream.generate(random::nextLong)
                        .limit(4)
                        .mapToObj(word -> HexFormat.of().toHexDigits(word))
                        .collect(Collectors.joining("", "\"", "\"")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
