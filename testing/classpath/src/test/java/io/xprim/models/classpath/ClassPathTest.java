// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.xprim.models.ModelManager;
import io.xprim.models.spi.HttpTransportProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The other tests of this module say nothing if it runs anywhere but on the class path. */
class ClassPathTest {
    @Test
    void theTestsTheApiAndCoreAreInNoModule() {
        try (ModelManager manager = ModelManager.builder("classpath").build()) {
            assertThat(getClass().getModule().isNamed()).isFalse();
            assertThat(ModelManager.class.getModule().isNamed()).isFalse();
            assertThat(manager.getClass().getModule().isNamed()).isFalse();
        }
    }

    @Test
    void everyTransportIsFoundByItsServiceFile() {
        assertThat(ServiceLoader.load(HttpTransportProvider.class))
                .extracting(HttpTransportProvider::id)
                .containsExactlyInAnyOrder("urlconnection", "jdk", "okhttp", "empty");
    }
}
