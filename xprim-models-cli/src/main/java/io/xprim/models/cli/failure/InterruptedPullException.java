// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.failure;

import io.xprim.models.CancelledException;

/** A pull was cancelled; it knows how much of it is kept. */
public final class InterruptedPullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long bytesKept;
    private final long bytesTotal;

    public InterruptedPullException(String message, long bytesKept, long bytesTotal, CancelledException cause) {
        super(message, cause);
        this.bytesKept = bytesKept;
        this.bytesTotal = bytesTotal;
    }

    public long bytesKept() {
        return bytesKept;
    }

    public long bytesTotal() {
        return bytesTotal;
    }
}
