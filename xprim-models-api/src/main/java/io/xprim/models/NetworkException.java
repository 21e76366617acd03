// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * A registry could not be reached, broke off, stalled, or answered with a server's error, and retries did not help.
 *
 * @since 0.1
 */
public final class NetworkException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public NetworkException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public NetworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    NetworkException withMessage(String message) {
        return new NetworkException(message, getCause());
    }
}
