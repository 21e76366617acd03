// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.testkit.lock.LockSuites;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * What {@link io.xprim.models.spi.FileLocker} promises, as tests in a temporary folder.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> contract() {
 *     return FileLockerContract.of(new OurLockerProvider()).tests();
 * }
 * }</pre>
 *
 * <p>Some tests start further JVMs, which make the provider themselves: it has to be a public class with a public constructor without
 * parameters. They get all that the class path and the module path of this one hold. Immutable.
 *
 * @since 0.1
 */
public final class FileLockerContract {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final FileLockerProvider provider;
    private final Duration limit;

    private FileLockerContract(FileLockerProvider provider, Duration limit) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.limit = limit;
    }

    /** The contract for the lockers of a provider. */
    public static FileLockerContract of(FileLockerProvider provider) {
        return new FileLockerContract(provider, LIMIT);
    }

    /** The same with another limit to what one test may take, which is a minute. A test that hangs fails then, with its stack. */
    public FileLockerContract within(Duration newLimit) {
        return new FileLockerContract(provider, Objects.requireNonNull(newLimit, "newLimit"));
    }

    /** The tests, a container a suite. */
    public Stream<DynamicNode> tests() {
        return LockSuites.of(provider, limit);
    }
}
