// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import io.xprim.models.testkit.HttpTransportContract;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

final class TeamTransportTest {
    @TestFactory
    Stream<DynamicNode> keepsTheContract() {
        return HttpTransportContract.of(new TeamTransportProvider(Map.of())).tests();
    }
}
