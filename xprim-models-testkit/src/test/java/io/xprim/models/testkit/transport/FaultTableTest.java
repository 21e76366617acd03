// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.testkit.fault.NetworkFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultTableTest {
    private final List<FaultCase> cases =
            new FaultTable(new byte[FaultTable.SIZE]).cases().toList();

    @Test
    void everyKindOfFaultIsInTheTable() {
        assertThat(cases.stream().map(FaultCase::fault).flatMap(FaultTableTest::parts))
                .extracting(fault -> (Object) fault.getClass())
                .contains((Object[]) NetworkFault.class.getPermittedSubclasses());
    }

    @Test
    void eachSentenceIsThereOnce() {
        assertThat(cases).extracting(FaultCase::sentence).doesNotHaveDuplicates();
    }

    private static Stream<NetworkFault> parts(NetworkFault fault) {
        return fault instanceof NetworkFault.Several several
                ? Stream.concat(Stream.of(fault), several.faults().stream().flatMap(FaultTableTest::parts))
                : Stream.of(fault);
    }
}
