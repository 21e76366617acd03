// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/**
 * Contract tests that a provider of an SPI runs against itself, and a server that misbehaves as told.
 *
 * @since 0.1
 */
@NullMarked
module io.xprim.models.testkit {
    requires transitive io.xprim.models;
    requires transitive org.junit.jupiter.api;

    exports io.xprim.models.testkit;
    exports io.xprim.models.testkit.fault;
}
