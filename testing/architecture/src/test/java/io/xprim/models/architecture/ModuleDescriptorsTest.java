// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What modules provide, and that a jlinked runtime can hold them; their whole surface is in the golden files of testing/descriptors. */
class ModuleDescriptorsTest {
    @Test
    void everyJarNeededAtRunTimeHasADescriptorOfItsOwnButForOneThatOkHttpBrings() {
        assertThat(Product.modules().findAll())
                .hasSameSizeAs(Product.path())
                .filteredOn(module -> module.descriptor().isAutomatic())
                .extracting(module -> module.descriptor().name())
                .containsExactly("okio");
    }

    @TestFactory
    List<DynamicTest> whatAModuleProvidesIsFoundOnTheClassPathToo() {
        return Product.modules().findAll().stream()
                .filter(module -> module.descriptor().name().startsWith("io.xprim.models"))
                .map(module -> DynamicTest.dynamicTest(
                        module.descriptor().name(),
                        () -> assertThat(serviceFiles(module)).isEqualTo(provided(module))))
                .toList();
    }

    private static Map<String, List<String>> provided(ModuleReference module) {
        return module.descriptor().provides().stream()
                .collect(Collectors.toMap(ModuleDescriptor.Provides::service, ModuleDescriptor.Provides::providers));
    }

    private static Map<String, List<String>> serviceFiles(ModuleReference module) throws IOException {
        String folder = "META-INF/services/";
        try (ModuleReader reader = module.open()) {
            List<String> names = reader.list()
                    .filter(name -> name.startsWith(folder) && !name.equals(folder))
                    .toList();
            Map<String, List<String>> providers = new HashMap<>();
            for (String name : names) {
                providers.put(name.substring(folder.length()), lines(reader, name));
            }
            return providers;
        }
    }

    private static List<String> lines(ModuleReader reader, String name) throws IOException {
        try (InputStream in = reader.open(name).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
