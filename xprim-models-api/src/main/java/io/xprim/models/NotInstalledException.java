// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * The model is not installed, or its folder is gone.
 *
 * @since 0.1
 */
public final class NotInstalledException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public NotInstalledException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public NotInstalledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    NotInstalledException withMessage(String message) {
        return new NotInstalledException(message, getCause());
    }
}
