// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import io.xprim.models.fixtures.fuzz.FuzzTarget;
import io.xprim.models.fixtures.fuzz.Fuzzing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NamesFuzzTest {
    private final Fuzzing fuzzing = new Fuzzing();

    @TestFactory
    Stream<DynamicTest> anyNameIsUnderstoodOrRefusedAsDocumented() {
        List<FuzzTarget<?>> names =
                List.of(new ModelRefTarget(), new FilePathTarget(), new Sha256Target(), new RegistryAddressTarget());
        return fuzzing.wanted(names).stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzzing.run(target)));
    }
}
