// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

import java.util.Optional;

/** One way to torture the program. */
interface Part {
    /** What it is called in {@code torture.part} and in the table. */
    String name();

    /** What it shows, as a sentence. */
    String claim();

    default boolean onlyInProfile() {
        return false;
    }

    /** Why it cannot run on this machine. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    Tally run(Settings settings) throws Exception;
}
