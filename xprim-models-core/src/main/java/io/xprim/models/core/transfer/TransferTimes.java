// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import java.util.concurrent.atomic.LongAdder;

/** What the workers of a transfer spend their time with apart from hashing and writing, summed over all of them. Thread-safe. */
final class TransferTimes {
    private final LongAdder network = new LongAdder();
    private final LongAdder waiting = new LongAdder();

    void onNetwork(long nanos) {
        network.add(nanos);
    }

    void waited(long nanos) {
        waiting.add(nanos);
    }

    /** In nanoseconds: making connections, asking, receiving. */
    long network() {
        return network.sum();
    }

    /** In nanoseconds: for another attempt, or for a limit of the rate. */
    long waiting() {
        return waiting.sum();
    }
}
