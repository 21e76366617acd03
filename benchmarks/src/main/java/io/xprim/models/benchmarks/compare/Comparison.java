// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import io.xprim.models.benchmarks.registry.FileHashes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several ways to do one work.
 *
 * @param modelBytes what has to be written at the least; 0 if nothing has
 * @param files what has to be there in the end
 * @param roundsFactor how many times as often as usual each is run, where runs are short
 */
public record Comparison(
        String work, long modelBytes, Optional<FileHashes> files, int roundsFactor, List<Contender> contenders) {
    public Comparison {
        contenders = List.copyOf(contenders);
    }

    /** Only some of the contenders, and those that they are measured against. */
    public Comparison only(List<String> names) {
        List<String> wanted = contenders.stream()
                .filter(contender -> names.contains(contender.name()))
                .flatMap(contender -> Stream.concat(Stream.of(contender.name()), contender.bases().stream()))
                .toList();
        return new Comparison(
                work,
                modelBytes,
                files,
                roundsFactor,
                contenders.stream()
                        .filter(contender -> wanted.contains(contender.name()))
                        .toList());
    }
}
