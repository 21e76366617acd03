// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws for what happens at run time. Messages read from the outside in: operation, step, category, cause,
 * and what to do about it; they hold no secrets and no control characters of the network's. New leaves may come in minor versions.
 *
 * <p>Wrong arguments are {@link IllegalArgumentException}; a call on a closed manager is {@link IllegalStateException}.
 *
 * @since 0.1
 */
public abstract sealed class ModelException extends RuntimeException
        permits CancelledException,
                DamagedStoreException,
                DeadlineExceededException,
                InvalidReferenceException,
                LockTimeoutException,
                ModelNotFoundException,
                NetworkException,
                NotInstalledException,
                ProviderNotFoundException,
                PublishException,
                RegistryException,
                StorageException,
                VerificationException,
                VersionNotFoundException {
    private static final long serialVersionUID = 1L;

    ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * The same failure, said from further out.
     *
     * @param step what was being done, such as {@code "pull g/m v1"}; put before the message
     * @return an exception of the same type, with the same cause, stack trace and suppressed exceptions
     */
    public final ModelException within(String step) {
        ModelException outer = withMessage(step + ": " + getMessage());
        outer.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            outer.addSuppressed(suppressed);
        }
        return outer;
    }

    abstract ModelException withMessage(String message);
}
