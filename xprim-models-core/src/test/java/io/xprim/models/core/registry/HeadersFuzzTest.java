// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.fixtures.fuzz.FuzzTarget;
import io.xprim.models.fixtures.fuzz.Fuzzing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HeadersFuzzTest {
    private final Fuzzing fuzzing = new Fuzzing();

    @TestFactory
    Stream<DynamicTest> anyHeaderIsUnderstoodOrRefusedAsDocumented() {
        List<FuzzTarget<?>> headers = List.of(
                new RetryAfterTarget(),
                new LocationTarget(),
                new EntityTagTarget(),
                new ContentLengthTarget(),
                new ContentRangeTarget());
        return fuzzing.wanted(headers).stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzzing.run(target)));
    }
}
