// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * The registry has no such model.
 *
 * @since 0.1
 */
public final class ModelNotFoundException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public ModelNotFoundException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public ModelNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    ModelNotFoundException withMessage(String message) {
        return new ModelNotFoundException(message, getCause());
    }
}
