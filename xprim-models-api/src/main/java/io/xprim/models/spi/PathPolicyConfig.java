// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.util.Map;
import java.util.Optional;

/**
 * What a path policy may judge by. Immutable; methods will be added, with defaults.
 *
 * @since 0.1
 */
public interface PathPolicyConfig {
    /** The environment variables. */
    Map<String, String> environment();

    /** The operating system, as the system property {@code os.name} has it. */
    String osName();

    /** The user's home directory, as the system property {@code user.home} has it. */
    Optional<String> userHome();
}
