// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.cli.option;

import io.xprim.models.fixtures.fuzz.FuzzTarget;
import io.xprim.models.fixtures.fuzz.Fuzzing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OptionsFuzzTest {
    private final Fuzzing fuzzing = new Fuzzing();

    @TestFactory
    Stream<DynamicTest> anySizeOrTimeIsUnderstoodOrRefusedAsDocumented() {
        List<FuzzTarget<?>> options = List.of(new SizeTarget(), new TimeTarget());
        return fuzzing.wanted(options).stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzzing.run(target)));
    }
}
