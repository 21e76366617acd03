// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Models of every shape: empty files, chunks of one size or of their own, few distinct chunks, many or none. */
final class Examples extends DomainContextBase {
    @Provide
    Arbitrary<Example> examples() {
        return Arbitraries.oneOf(fixedSizes(), ownSizes());
    }

    /** A stream that is cut every so many bytes; made of blocks of few kinds, so that chunks repeat. */
    private static Arbitrary<Example> fixedSizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(0, 3).list().ofMaxSize(8),
                        Arbitraries.integers().between(0, 9),
                        cuts())
                .as((chunkSize, kinds, rest, cuts) -> {
                    List<byte[]> chunks = new ArrayList<>();
                    kinds.forEach(kind -> chunks.add(block(kind, chunkSize)));
                    if (!chunks.isEmpty() || rest > 0) {
                        chunks.add(block(7, Math.max(1, Math.min(rest, chunkSize))));
                    }
                    boolean shortened = chunks.size() == 1;
                    return example(shortened ? List.of(block(7, chunkSize)) : chunks, false, cuts);
                });
    }

    private static Arbitrary<Example> ownSizes() {
        Arbitrary<byte[]> chunk = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 12))
                .as(Examples::block);
        return Combinators.combine(chunk.list().ofMaxSize(10), cuts())
                .as((chunks, cuts) -> example(chunks, true, cuts));
    }

    /** Where files end, in thousandths of the stream; the same place twice is an empty file. */
    private static Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 1000).list().ofMaxSize(8);
    }

    private static Example example(List<byte[]> chunks, boolean ownSizes, List<Integer> cuts) {
        int total = chunks.stream().mapToInt(chunk -> chunk.length).sum();
        List<Integer> ends = new ArrayList<>();
        cuts.forEach(cut -> ends.add((int) ((long) cut * total / 1000)));
        ends.add(total);
        Collections.sort(ends);
        List<Long> sizes = new ArrayList<>();
        int start = 0;
        for (int end : ends) {
            sizes.add((long) end - start);
            start = end;
        }
        return new Example(List.copyOf(chunks), ownSizes, List.copyOf(sizes));
    }

    /** The same bytes for the same kind and size; kind 0 is all zeros. */
    private static byte[] block(int kind, int size) {
        byte[] bytes = new byte[size];
        if (kind > 0) {
            new Random(31L * kind + size).nextBytes(bytes);
        }
        return Arrays.copyOf(bytes, size);
    }
}
