// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** A command line of its own, with the models commands attached. */
@NullMarked
module io.xprim.models.examples.attach {
    requires io.xprim.models.cli;

    opens io.xprim.models.examples.attach to
            info.picocli;
}
