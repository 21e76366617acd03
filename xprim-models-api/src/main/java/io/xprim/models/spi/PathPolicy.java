// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.nio.file.Path;

/**
 * Says where an application's models are kept on this machine. Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PathPolicy {
    /**
     * The folder for an application's models, absolute; it need not exist.
     *
     * @throws io.xprim.models.StorageException if there is no place, such as without a home directory
     */
    Path baseDirectory(String appName);
}
