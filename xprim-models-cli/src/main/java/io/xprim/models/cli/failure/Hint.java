// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.failure;

import io.xprim.models.ModelRef;
import java.util.Optional;

/** Which command helps after a failure, by the name that it has in this very program. */
public final class Hint {
    private final String program;

    /**
     * Makes hints.
     *
     * @param program how the user calls the command tree, such as {@code mytool models}
     */
    public Hint(String program) {
        this.program = program;
    }

    public Optional<String> after(Failure failure, ModelRef ref) {
        String model = ref.group() + "/" + ref.model();
        return switch (failure) {
            case NOT_INSTALLED -> Optional.of("install it with '" + program + " pull " + ref + "'");
            case MODEL_NOT_FOUND -> Optional.of("'" + program + " list --remote' shows what there is");
            case VERSION_NOT_FOUND ->
                Optional.of("'" + program + " list --remote " + model + "' shows the versions there are");
            default -> Optional.empty();
        };
    }
}
