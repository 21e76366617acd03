// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

/**
 * What a file locker is told. Immutable; methods will be added, with defaults.
 *
 * @since 0.1
 */
public interface FileLockerConfig {
    /** Who hears what happens. */
    System.Logger logger();
}
