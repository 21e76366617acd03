// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import io.xprim.models.spi.TransportException;
import java.nio.ByteBuffer;

/** How an exchange ends whose answer has a fault. */
sealed interface FaultOutcome {
    /** It fails on the way; what was delivered before is the beginning of what was sent. */
    record Fails(TransportException.Kind kind) implements FaultOutcome {}

    /** It ends well, with this. */
    record Delivers(int status, ByteBuffer body) implements FaultOutcome {
        Delivers(int status, byte[] body) {
            this(status, ByteBuffer.wrap(body).asReadOnlyBuffer());
        }

        @Override
        public String toString() {
            return "Delivers[status=" + status + ", " + body.remaining() + " bytes]";
        }
    }

    /** It goes on until the sink has had enough. */
    record EndsWithTheSink() implements FaultOutcome {}
}
