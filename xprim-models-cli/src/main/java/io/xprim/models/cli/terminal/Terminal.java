// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.terminal;

import java.util.OptionalInt;

/** What stderr is connected to. */
@FunctionalInterface
public interface Terminal {
    /** How many columns there are; empty if it is no terminal. Asked again for each line, since windows change. */
    OptionalInt columns();
}
