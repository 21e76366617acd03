// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import io.xprim.models.spi.FileLockerProvider;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** The contract of {@link io.xprim.models.spi.FileLocker}. */
public final class LockSuites {
    private LockSuites() {}

    /**
     * The suites for the lockers of a provider.
     *
     * @param limit how long each test may take
     */
    public static Stream<DynamicNode> of(FileLockerProvider provider, Duration limit) {
        return Stream.of(
                ExclusionSuite.of(provider, limit),
                WaitSuite.of(provider, limit),
                LockFileSuite.of(provider, limit),
                ProcessSuite.of(provider, limit));
    }
}
