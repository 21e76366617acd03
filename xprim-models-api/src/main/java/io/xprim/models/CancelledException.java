// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * The call was cancelled, by its {@link Cancellation}, by an interrupt of its thread (which stays set), or because the manager was closed. What was fetched is kept.
 *
 * @since 0.1
 */
public final class CancelledException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public CancelledException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    CancelledException withMessage(String message) {
        return new CancelledException(message, getCause());
    }
}
