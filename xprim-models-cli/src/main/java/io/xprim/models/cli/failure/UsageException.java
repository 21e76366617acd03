// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.failure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The arguments, or what stands in for them, cannot be used; the message says why and what to write instead. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        this(message, null);
    }

    public UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Runs what takes the value of an option; that it refuses the value is the caller's mistake, not the program's. */
    public static <T> T naming(String option, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage(), e);
        }
    }
}
