// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.testkit.transport.TransportSuites;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * What {@link io.xprim.models.spi.HttpTransport} promises, as tests against a server on the loopback address. What a transport declares in
 * its {@linkplain io.xprim.models.spi.TransportCapabilities capabilities} decides what is expected of it.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> contract() {
 *     return HttpTransportContract.of(new OurTransportProvider()).tests();
 * }
 * }</pre>
 *
 * <p>Some tests set defaults of the JVM, or count its threads and file descriptors: run nothing else beside them in the same JVM. They need
 * the {@code keytool} of the JDK that runs them.
 *
 * <p>Two things can be seen on some systems alone. Open files are counted where {@code /proc/self/fd} lists them, as on Linux; elsewhere only
 * threads are. The tests of what is still connecting are skipped where a port whose queue is full refuses connections instead of leaving them
 * unanswered, as on Windows. Immutable.
 *
 * @since 0.1
 */
public final class HttpTransportContract {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final HttpTransportProvider provider;
    private final Duration limit;

    private HttpTransportContract(HttpTransportProvider provider, Duration limit) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.limit = limit;
    }

    /** The contract for the transports of a provider. */
    public static HttpTransportContract of(HttpTransportProvider provider) {
        return new HttpTransportContract(provider, LIMIT);
    }

    /** The same with another limit to what one test may take, which is a minute. A test that hangs fails then, with its stack. */
    public HttpTransportContract within(Duration newLimit) {
        return new HttpTransportContract(provider, Objects.requireNonNull(newLimit, "newLimit"));
    }

    /** The tests, a container a suite. */
    public Stream<DynamicNode> tests() {
        return TransportSuites.of(provider, limit);
    }
}
