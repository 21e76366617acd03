// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import io.xprim.models.fixtures.fuzz.FuzzTarget;
import io.xprim.models.fixtures.fuzz.Fuzzing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DocumentsFuzzTest {
    private final Fuzzing fuzzing = new Fuzzing();

    @TestFactory
    Stream<DynamicTest> anyDocumentIsUnderstoodOrRefusedAsDocumented() {
        List<FuzzTarget<?>> documents = List.of(
                new ManifestTarget(), new RegistryIndexTarget(), new StoreIndexTarget(), new ProvenanceTarget());
        return fuzzing.wanted(documents).stream()
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzzing.run(target)));
    }
}
