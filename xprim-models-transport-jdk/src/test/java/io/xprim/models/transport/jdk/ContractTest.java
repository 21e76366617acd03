// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.transport.jdk;

import io.xprim.models.testkit.HttpTransportContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class ContractTest {
    @TestFactory
    Stream<DynamicNode> contract() {
        return HttpTransportContract.of(new JdkTransportProvider()).tests();
    }
}
