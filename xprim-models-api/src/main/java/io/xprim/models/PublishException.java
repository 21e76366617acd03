// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * What was to be published cannot be: a symbolic link, a special file, a name that a registry must not hold, or a version that exists with other content.
 *
 * @since 0.1
 */
public final class PublishException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public PublishException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public PublishException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    PublishException withMessage(String message) {
        return new PublishException(message, getCause());
    }
}
