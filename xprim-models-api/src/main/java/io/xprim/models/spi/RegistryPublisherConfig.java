// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.nio.file.Path;

/**
 * What a publisher is told. Immutable; methods will be added, with defaults.
 *
 * @since 0.1
 */
public interface RegistryPublisherConfig {
    /** The folder to publish to, which need not exist. */
    Path registry();
}
