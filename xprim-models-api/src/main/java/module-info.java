// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.spi.HttpTransportProvider;
import io.xprim.models.spi.ModelManagerProvider;
import io.xprim.models.spi.PathPolicyProvider;
import org.jspecify.annotations.NullMarked;

/**
 * Gets machine-learning models onto a machine and keeps them right. Start at {@link io.xprim.models.ModelManager}.
 *
 * @uses ModelManagerProvider the implementation, {@code io.xprim:xprim-models-core}
 * @uses HttpTransportProvider how registries are reached over HTTP
 * @uses PathPolicyProvider where models are kept
 * @uses FileLockerProvider how processes that share a store exclude each other
 * @since 0.1
 */
@NullMarked
module io.xprim.models {
    requires static transitive org.jspecify;

    exports io.xprim.models;
    exports io.xprim.models.spi;

    uses ModelManagerProvider;
    uses HttpTransportProvider;
    uses PathPolicyProvider;
    uses FileLockerProvider;
}
