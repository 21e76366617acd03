// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import java.util.concurrent.atomic.LongAdder;

/** How long the bytes of a model were hashed and written, summed over all threads. Thread-safe. */
public final class SinkTimes {
    private final LongAdder hashing = new LongAdder();
    private final LongAdder writing = new LongAdder();

    void hashed(long nanos) {
        hashing.add(nanos);
    }

    void written(long nanos) {
        writing.add(nanos);
    }

    /** In nanoseconds, with the reading of what was there already. */
    public long hashing() {
        return hashing.sum();
    }

    /** In nanoseconds. */
    public long writing() {
        return writing.sum();
    }
}
