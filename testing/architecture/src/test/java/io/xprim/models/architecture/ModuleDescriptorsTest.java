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

/** The surface of every module as it was built, and that a jlinked runtime can hold it. */
class ModuleDescriptorsTest {
    @Test
    void theApiExportsItselfAndTheSpis() {
        assertThat(surface("io.xprim.models"))
                .containsExactly(
                        "exports io.xprim.models",
                        "exports io.xprim.models.spi",
                        "requires java.base",
                        "requires static transitive org.jspecify",
                        "uses io.xprim.models.spi.FileLockerProvider",
                        "uses io.xprim.models.spi.HttpTransportProvider",
                        "uses io.xprim.models.spi.ModelManagerProvider",
                        "uses io.xprim.models.spi.PathPolicyProvider");
    }

    @Test
    void coreExportsNothingAndProvidesTheImplementation() {
        assertThat(surface("io.xprim.models.core"))
                .containsExactly(
                        "provides io.xprim.models.spi.ModelManagerProvider with io.xprim.models.core.manager.CoreProvider",
                        "requires io.xprim.models",
                        "requires java.base",
                        "requires tools.jackson.core");
    }

    @Test
    void theTransportOverUrlConnectionExportsNothingAndProvidesATransport() {
        assertThat(surface("io.xprim.models.transport.urlconnection"))
                .containsExactly(
                        "provides io.xprim.models.spi.HttpTransportProvider"
                                + " with io.xprim.models.transport.urlconnection.UrlConnectionTransportProvider",
                        "requires io.xprim.models",
                        "requires java.base");
    }

    @Test
    void theCommandLineRequiresTheApiAndNothingOfCore() {
        assertThat(surface("io.xprim.models.cli"))
                .containsExactly(
                        "exports io.xprim.models.cli",
                        "opens io.xprim.models.cli to info.picocli",
                        "opens io.xprim.models.cli.command to info.picocli",
                        "requires java.base",
                        "requires jdk.httpserver",
                        "requires org.jline.nativ",
                        "requires static org.jspecify",
                        "requires tools.jackson.core",
                        "requires transitive info.picocli",
                        "requires transitive io.xprim.models");
    }

    @Test
    void everyJarNeededAtRunTimeHasADescriptorOfItsOwn() {
        assertThat(Product.modules().findAll())
                .hasSameSizeAs(Product.path())
                .noneMatch(module -> module.descriptor().isAutomatic());
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

    private static List<String> surface(String module) {
        return ModuleSurface.of(Product.modules().find(module).orElseThrow().descriptor());
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
