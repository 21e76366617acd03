// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

/**
 * Makes file lockers.
 *
 * @since 0.1
 */
public interface FileLockerProvider extends Provider {
    /** Opens a locker, without I/O. It is the caller's to close. */
    FileLocker open(FileLockerConfig config);
}
