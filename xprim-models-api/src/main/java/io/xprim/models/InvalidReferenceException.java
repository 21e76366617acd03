// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * A model reference is malformed.
 *
 * @since 0.1
 */
public final class InvalidReferenceException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public InvalidReferenceException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public InvalidReferenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    InvalidReferenceException withMessage(String message) {
        return new InvalidReferenceException(message, getCause());
    }
}
