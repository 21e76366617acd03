// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

/**
 * Hears how far a pull has come.
 *
 * <p>Called from one thread of the library's own, never twice at once, with the newest state only: a slow listener misses states, it does
 * not slow the pull down. The last state comes before the call returns, which waits for the listener for at most a second. A listener
 * that throws is logged once and not called again.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /** Called with the newest state. */
    void progressed(PullProgress progress);
}
