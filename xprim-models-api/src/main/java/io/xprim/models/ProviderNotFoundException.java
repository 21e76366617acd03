// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * No provider of a service could be chosen. The message names what was sought, each candidate with the reason against it, and the artifact to add; the failures of broken candidates are suppressed exceptions.
 *
 * @since 0.1
 */
public final class ProviderNotFoundException extends ModelException {
    private static final long serialVersionUID = 1L;

    /** Reports what happened, where, and what to do about it. */
    public ProviderNotFoundException(String message) {
        this(message, null);
    }

    /** Reports what happened, where, and what to do about it, with its cause. */
    public ProviderNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    ProviderNotFoundException withMessage(String message) {
        return new ProviderNotFoundException(message, getCause());
    }
}
