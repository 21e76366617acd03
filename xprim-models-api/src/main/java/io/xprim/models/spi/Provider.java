// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

/**
 * Makes instances of a service. Implementations have a public constructor without parameters that does nothing, and are thread-safe.
 *
 * @since 0.1
 */
public interface Provider {
    /** A short name, by which it can be chosen: {@code [a-z0-9][a-z0-9-]{0,31}}, always the same. */
    String id();

    /** The provider with the highest priority is taken where none was chosen by name. 0 unless there is a reason. */
    default int priority() {
        return 0;
    }
}
