// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * The registry has the model, but no such version.
 *
 * @since 0.1
 */
public final class VersionNotFoundException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public VersionNotFoundException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public VersionNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    VersionNotFoundException withMessage(String message) {
        return new VersionNotFoundException(message, getCause());
    }
}
