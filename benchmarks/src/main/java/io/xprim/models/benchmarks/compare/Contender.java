// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One of those that are compared.
 *
 * @param command what does the work; nothing if it cannot be run here
 * @param whyNot the reason, if it cannot
 * @param result the folder where the model's files are in the end; nothing if the command makes none
 * @param bases the names of those that it is measured against: the fastest of them counts
 */
public record Contender(
        String name, Optional<Command> command, String whyNot, Optional<Path> result, List<String> bases) {
    public Contender {
        bases = List.copyOf(bases);
    }

    /** One that looks at what is there. */
    public static Contender of(String name, Command command) {
        return new Contender(name, Optional.of(command), "", Optional.empty(), List.of());
    }

    /** One that leaves files. */
    public static Contender of(String name, Command command, Path result) {
        return new Contender(name, Optional.of(command), "", Optional.of(result), List.of());
    }

    /** One that cannot be run. */
    public static Contender missing(String name, String whyNot) {
        return new Contender(name, Optional.empty(), whyNot, Optional.empty(), List.of());
    }

    public Contender against(String... bases) {
        return new Contender(name, command, whyNot, result, List.of(bases));
    }
}
