// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.spi.HttpTransportProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The other tests of this module say nothing if it runs anywhere but on the module path. */
class ModulePathTest {
    @Test
    void theTestsAreInAModuleOfTheirOwn() {
        assertThat(getClass().getModule().getName()).isEqualTo("io.xprim.models.blackbox");
    }

    @Test
    void coreIsInAModuleThatExportsNothing() {
        try (ModelManager manager = ModelManager.builder("blackbox").build()) {
            Module core = manager.getClass().getModule();

            assertThat(core.getName()).isEqualTo("io.xprim.models.core");
            assertThat(core.getPackages()).isNotEmpty().noneMatch(core::isExported);
        }
    }

    @Test
    void everyTransportIsInItsOwnModule() {
        assertThat(ServiceLoader.load(HttpTransportProvider.class))
                .extracting(provider ->
                        provider.id() + " in " + provider.getClass().getModule().getName())
                .containsExactlyInAnyOrder(
                        "urlconnection in io.xprim.models.transport.urlconnection",
                        "jdk in io.xprim.models.transport.jdk",
                        "okhttp in io.xprim.models.transport.okhttp",
                        "empty in io.xprim.models.blackbox");
    }
}
