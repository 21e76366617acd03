// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import io.xprim.models.testkit.PathPolicyContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

final class TeamPathPolicyTest {
    @TestFactory
    Stream<DynamicNode> keepsTheContract() {
        return PathPolicyContract.of(new TeamPathPolicyProvider()).tests();
    }
}
