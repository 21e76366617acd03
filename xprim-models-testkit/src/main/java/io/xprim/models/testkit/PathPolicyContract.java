// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import io.xprim.models.spi.PathPolicyProvider;
import io.xprim.models.testkit.path.PathSuites;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * What {@link io.xprim.models.spi.PathPolicy} promises, as tests.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> contract() {
 *     return PathPolicyContract.of(new OurPolicyProvider()).tests();
 * }
 * }</pre>
 *
 * <p>A policy is expected to have a place wherever the user has a home directory, and none on a machine of which nothing is known. Some
 * tests set the default locale: run nothing else beside them in the same JVM. Immutable.
 *
 * @since 0.1
 */
public final class PathPolicyContract {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final PathPolicyProvider provider;
    private final Duration limit;

    private PathPolicyContract(PathPolicyProvider provider, Duration limit) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.limit = limit;
    }

    /** The contract for the policies of a provider. */
    public static PathPolicyContract of(PathPolicyProvider provider) {
        return new PathPolicyContract(provider, LIMIT);
    }

    /** The same with another limit to what one test may take, which is a minute. A test that hangs fails then, with its stack. */
    public PathPolicyContract within(Duration newLimit) {
        return new PathPolicyContract(provider, Objects.requireNonNull(newLimit, "newLimit"));
    }

    /** The tests, a container a suite. */
    public Stream<DynamicNode> tests() {
        return PathSuites.of(provider, limit);
    }
}
