// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.torture;

/**
 * An action with its answer. Times are of {@link System#nanoTime}, which on one machine is one clock for all processes where there are
 * signals to kill and stop them.
 *
 * @param end the largest number if the process did not live to see it
 */
record Call(Action action, String ref, long begin, long end, Answer answer) {}
