// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is tried, how often and with which seed: the system properties {@code torture.*}.
 *
 * @param parts the names of the parts; empty for all
 * @param count how often each is tried; 0 for what the part itself has
 * @param first the first iteration, to replay one
 */
record Settings(long seed, boolean profile, Set<String> parts, int count, int first, Path folder) {
    static Settings fromProperties() {
        String parts = System.getProperty("torture.part", "");
        return new Settings(
                Long.getLong("torture.seed", System.nanoTime()),
                Boolean.getBoolean("torture.profile"),
                parts.isEmpty() ? Set.of() : Set.of(parts.split(",")),
                Integer.getInteger("torture.count", 0),
                Integer.getInteger("torture.first", 0),
                Path.of(System.getProperty("torture.folder", "target/torture")).toAbsolutePath());
    }

    boolean isWanted(Part part) {
        return parts.isEmpty() ? profile || !part.onlyInProfile() : parts.contains(part.name());
    }

    int count(int inVerify, int inProfile) {
        return count > 0 ? count : profile ? inProfile : inVerify;
    }

    /** The numbers of the iterations, for parts where they mean something. */
    List<Integer> numbers(List<Integer> inVerify, List<Integer> inProfile) {
        if (count > 0) {
            return numbers(count);
        }
        return profile ? inProfile : inVerify;
    }

    /** The numbers of so many iterations. */
    List<Integer> numbers(int many) {
        return IntStream.range(first, first + many).boxed().toList();
    }

    /** The same for the same seed, whichever iterations run besides. */
    Random random(Part part, int iteration) {
        return new Random((seed * 31 + part.name().hashCode()) * 31 + iteration);
    }

    Path folder(Part part) {
        return folder.resolve(part.name());
    }

    String replay(Part part, int iteration) {
        return "mvn -q -B -Ptorture -pl testing/torture -am verify -Dtorture.seed=" + seed + " -Dtorture.part="
                + part.name() + " -Dtorture.first=" + iteration + " -Dtorture.count=1";
    }
}
