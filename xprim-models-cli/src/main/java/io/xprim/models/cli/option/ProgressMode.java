// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import io.xprim.models.spi.SafeText;
import java.util.Arrays;
import java.util.Locale;

/** How a pull is shown. */
public enum ProgressMode {
    /** A bar on a terminal, else plain lines. */
    AUTO,
    /** Plain lines. */
    PLAIN,
    /** Not at all. */
    NONE;

    static ProgressMode parse(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(SafeText.quoted(text) + " is none of auto, plain and none"));
    }
}
