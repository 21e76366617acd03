// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import org.jspecify.annotations.Nullable;

/**
 * A request or an answer failed on the way.
 *
 * @since 0.1
 */
public final class TransportException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What failed. More may come. */
    public enum Kind {
        /** The host's name has no address. */
        UNRESOLVED,
        /** Nobody listens there. */
        REFUSED,
        /** No connection was made in time. */
        CONNECT_TIMEOUT,
        /** No byte came in time. */
        READ_TIMEOUT,
        /** The connection broke. */
        RESET,
        /** The connection was closed before the answer was complete. */
        TRUNCATED,
        /** The server's certificate was not accepted, or no secure connection came about. */
        TLS,
        /** The proxy failed or refused. */
        PROXY,
        /** What came was not HTTP. */
        PROTOCOL,
        /** Something else. */
        OTHER
    }

    private final Kind kind;

    /**
     * Reports a failure.
     *
     * @param message what happened, in a few words; no address, no secret
     */
    public TransportException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What failed. */
    public Kind kind() {
        return kind;
    }
}
