// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import io.xprim.models.testkit.reference.SocketTransportProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A correct transport passes: none of the tests asks for more than the contract. */
class ReferenceTransportTest {
    @TestFactory
    Stream<DynamicNode> aCorrectTransportKeepsTheContract() {
        return HttpTransportContract.of(new SocketTransportProvider()).tests();
    }
}
