// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.testkit.HttpTransportContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

class ContractTest {
    @TestFactory
    @Tag("N18")
    @Tag("N20")
    Stream<DynamicNode> contract() {
        return HttpTransportContract.of(new JdkTransportProvider()).tests();
    }
}
