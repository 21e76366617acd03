// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.spi.FileLocker;
import io.xprim.models.spi.FileLockerConfig;
import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.PathPolicyConfig;
import io.xprim.models.spi.PathPolicyProvider;
import io.xprim.models.testkit.FileLockerContract;
import io.xprim.models.testkit.PathPolicyContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What is built in, held to what is asked of others. */
public final class BuiltInContractsTest {
    @TestFactory
    Stream<DynamicNode> theFileLockerKeepsItsContract() {
        return FileLockerContract.of(new Lockers()).tests();
    }

    @TestFactory
    Stream<DynamicNode> thePathPolicyKeepsItsContract() {
        return PathPolicyContract.of(new Policies()).tests();
    }

    /** Public, so that another process can make one. */
    public static final class Lockers implements FileLockerProvider {
        @Override
        public String id() {
            return "filelock";
        }

        @Override
        public FileLocker open(FileLockerConfig config) {
            return new NioFileLocker(id());
        }
    }

    private static final class Policies implements PathPolicyProvider {
        @Override
        public String id() {
            return "platform";
        }

        @Override
        public PathPolicy open(PathPolicyConfig config) {
            return new PlatformPathPolicy(config);
        }
    }
}
