// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.io.IOException;

/** Runs commands and says what they cost. */
@FunctionalInterface
public interface Stopwatch {
    /**
     * Runs a command to its end.
     *
     * @throws FailedException if it did not do what it should
     */
    Measurement measure(Command command) throws IOException, InterruptedException, FailedException;

    /** A command that did not do what it should. */
    final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }
}
