// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import java.util.concurrent.CompletableFuture;

/** When handler and sink may be called: one turn after the other, and none after the end. Turns are begun by one thread at a time. */
final class Turns {
    private volatile CompletableFuture<Void> current = CompletableFuture.completedFuture(null);
    private volatile boolean over;

    /** Begins a turn, unless it is over. */
    boolean begin() {
        // In this order: either the end waits for the turn, or the turn sees the end.
        current = new CompletableFuture<>();
        if (over) {
            current.complete(null);
        }
        return !over;
    }

    /** Ends the turn. */
    void end() {
        current.complete(null);
    }

    /** Does something once the turn has ended, if there is one; else now. */
    void afterwards(Runnable task) {
        CompletableFuture<Void> unused = current.thenRun(task);
    }

    /** Lets no further turn begin. */
    void close() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
