// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import io.xprim.models.spi.HttpTransportProvider;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** The contract of {@link io.xprim.models.spi.HttpTransport}. */
public final class TransportSuites {
    private TransportSuites() {}

    /**
     * The suites for the transports of a provider.
     *
     * @param limit how long each test may take
     */
    public static Stream<DynamicNode> of(HttpTransportProvider provider, Duration limit) {
        return Stream.of(
                RequestSuite.of(provider, limit),
                AnswerSuite.of(provider, limit),
                HandlerSuite.of(provider, limit),
                FaultSuite.of(provider, limit),
                ConnectingSuite.of(provider, limit),
                TimeoutSuite.of(provider, limit),
                CancellationSuite.of(provider, limit),
                ConcurrencySuite.of(provider, limit),
                LifecycleSuite.of(provider, limit),
                ResourceSuite.of(provider, limit),
                JvmDefaultsSuite.of(provider, limit),
                ProxySuite.of(provider, limit),
                TlsSuite.of(provider, limit));
    }
}
