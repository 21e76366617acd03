// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of a registry could not be had, this time or at all. */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What it means. */
    public enum Kind {
        /** The registry was not reached, or broke off: may pass. */
        NETWORK(true),
        /** The answer was given up because it came too slowly: may pass. */
        SLOW(true),
        /** The answer was given up to have the rest of it over another connection: passes. */
        HANDED_OVER(true),
        /** The server asks for fewer requests: may pass. */
        BUSY(true),
        /** The server is failing: may pass. */
        SERVER(true),
        /** The bytes are not what they should be: may pass. */
        MISMATCH(true),
        /** The registry does not have the file. */
        MISSING(false),
        /** The server refuses, or answers with what cannot be used. */
        REFUSED(false),
        /** A redirect leads where none may. */
        REDIRECT(false),
        /** The file is longer than is allowed. */
        TOO_LONG(false);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }
    }

    private final Kind kind;
    private final transient Optional<Duration> retryAfter;

    FetchException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, Optional.empty());
    }

    FetchException(Kind kind, String message, @Nullable Throwable cause, Optional<Duration> retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether another attempt may go better. */
    boolean mayPass() {
        return kind.passing;
    }

    /** How long the server asks to wait. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
