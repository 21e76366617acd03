// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.defect;

import io.xprim.models.spi.BodySink;
import java.util.Optional;

/** The sink of an exchange, kept for later. Thread-safe. */
final class KeptSink {
    private volatile Optional<BodySink> sink = Optional.empty();

    Optional<BodySink> keep(Optional<BodySink> wanted) {
        sink = wanted;
        return wanted;
    }

    BodySink get() {
        return sink.orElseThrow();
    }
}
