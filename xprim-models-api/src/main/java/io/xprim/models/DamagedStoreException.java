// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * A store's registry.json, which says what is installed, cannot be understood. It is never taken for an empty one, and nothing is changed until
 * {@link ModelManager#rebuild} has rebuilt it.
 *
 * @since 0.1
 */
public final class DamagedStoreException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public DamagedStoreException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public DamagedStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    DamagedStoreException withMessage(String message) {
        return new DamagedStoreException(message, getCause());
    }
}
