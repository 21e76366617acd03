// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * A registry answered with something unusable: a malformed index or manifest, a file that it names but lacks, a client error.
 *
 * @since 0.1
 */
public final class RegistryException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public RegistryException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    RegistryException withMessage(String message) {
        return new RegistryException(message, getCause());
    }
}
