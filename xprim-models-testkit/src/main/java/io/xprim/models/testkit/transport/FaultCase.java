// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import io.xprim.models.spi.HttpHeaders;
import io.xprim.models.spi.TransportException.Kind;
import io.xprim.models.testkit.fault.NetworkFault;
import java.util.List;

/**
 * A fault, and what comes of it.
 *
 * @param sentence what is promised
 * @param headers what is asked with
 * @param allowed how the exchange may end; more than one way where the platforms differ for a reason that the table names
 */
record FaultCase(String sentence, NetworkFault fault, HttpHeaders headers, List<FaultOutcome> allowed) {
    static FaultCase fails(String sentence, NetworkFault fault, Kind kind) {
        return of(sentence, fault, new FaultOutcome.Fails(kind));
    }

    static FaultCase delivers(String sentence, NetworkFault fault, int status, byte[] body) {
        return of(sentence, fault, new FaultOutcome.Delivers(status, body));
    }

    static FaultCase failsOrDelivers(String sentence, NetworkFault fault, Kind kind, byte[] body) {
        return of(sentence, fault, new FaultOutcome.Fails(kind), new FaultOutcome.Delivers(200, body));
    }

    static FaultCase of(String sentence, NetworkFault fault, FaultOutcome... allowed) {
        return new FaultCase(sentence, fault, HttpHeaders.empty(), List.of(allowed));
    }

    FaultCase askedWith(HttpHeaders other) {
        return new FaultCase(sentence, fault, other, allowed);
    }

    /** Whether the client is to wait until the idle timeout is up. */
    boolean waits() {
        return allowed.contains(new FaultOutcome.Fails(Kind.READ_TIMEOUT));
    }
}
