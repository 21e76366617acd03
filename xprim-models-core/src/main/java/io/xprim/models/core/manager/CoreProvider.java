// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.ModelManager;
import io.xprim.models.RegistryPublisher;
import io.xprim.models.core.store.SystemFileOperations;
import io.xprim.models.spi.ModelManagerConfig;
import io.xprim.models.spi.ModelManagerProvider;
import io.xprim.models.spi.RegistryPublisherConfig;
import java.util.Random;

/** How the API finds this implementation. */
public final class CoreProvider implements ModelManagerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public CoreProvider() {}

    @Override
    public String id() {
        return "core";
    }

    @Override
    public ModelManager openManager(ModelManagerConfig config) {
        return new DefaultModelManager(config);
    }

    @Override
    public RegistryPublisher openPublisher(RegistryPublisherConfig config) {
        return new DefaultRegistryPublisher(config.registry(), new SystemFileOperations(), new Random());
    }
}
