// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import org.jspecify.annotations.Nullable;

/** A document is not what its format says. The message is safe to print. */
public class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        this(message, null);
    }

    public FormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Sizes in a well-formed document do not add up. */
    public static final class Sizes extends FormatException {
        private static final long serialVersionUID = 1L;

        public Sizes(String message) {
            super(message);
        }
    }
}
