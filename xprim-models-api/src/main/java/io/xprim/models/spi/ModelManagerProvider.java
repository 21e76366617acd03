// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import io.xprim.models.ModelManager;
import io.xprim.models.RegistryPublisher;

/**
 * Makes managers and publishers: how the API finds its implementation.
 *
 * @since 0.1
 */
public interface ModelManagerProvider extends Provider {
    /**
     * Opens a manager, without I/O.
     *
     * @throws io.xprim.models.ProviderNotFoundException if something that it needs has no provider
     */
    ModelManager openManager(ModelManagerConfig config);

    /** Opens a publisher to a registry folder, without I/O. */
    RegistryPublisher openPublisher(RegistryPublisherConfig config);
}
