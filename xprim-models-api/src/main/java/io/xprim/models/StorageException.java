// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * The local disk or a store on it failed: no space, no permission, an I/O error.
 *
 * @since 0.1
 */
public final class StorageException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public StorageException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    StorageException withMessage(String message) {
        return new StorageException(message, getCause());
    }
}
