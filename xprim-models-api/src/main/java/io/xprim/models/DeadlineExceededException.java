// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * The call's time was up. What was fetched is kept.
 *
 * @since 0.1
 */
public final class DeadlineExceededException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public DeadlineExceededException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public DeadlineExceededException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    DeadlineExceededException withMessage(String message) {
        return new DeadlineExceededException(message, getCause());
    }
}
