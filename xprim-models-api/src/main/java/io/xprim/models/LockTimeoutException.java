// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * Another process or thread held a store's lock for longer than the call would wait.
 *
 * @since 0.1
 */
public final class LockTimeoutException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public LockTimeoutException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public LockTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    LockTimeoutException withMessage(String message) {
        return new LockTimeoutException(message, getCause());
    }
}
