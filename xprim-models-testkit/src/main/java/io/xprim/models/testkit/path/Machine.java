// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.path;

import io.xprim.models.spi.PathPolicyConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A machine as a path policy is told of it. Its paths are those of the system that runs the tests, whatever its name says. */
record Machine(String osName, Map<String, String> environment, Optional<String> userHome) implements PathPolicyConfig {
    private static final String HOME = "home";

    /** One whose user has a home directory, by variable and by property, below a folder. */
    static Machine withHome(String osName, Path root) {
        String home = root.resolve(HOME).toString();
        return new Machine(osName, Map.of("HOME", home, "USERPROFILE", home), Optional.of(home));
    }

    /** One that tells nothing but its name. */
    static Machine withoutHome(String osName) {
        return new Machine(osName, Map.of(), Optional.empty());
    }
}
