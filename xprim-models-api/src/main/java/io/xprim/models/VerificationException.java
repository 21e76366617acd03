// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * Bytes are not what their digest says, or sizes do not add up. Nothing of them was installed.
 *
 * @since 0.1
 */
public final class VerificationException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public VerificationException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public VerificationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    VerificationException withMessage(String message) {
        return new VerificationException(message, getCause());
    }
}
