// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.examples.provider;

import io.xprim.models.StorageException;
import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.PathPolicyConfig;
import io.xprim.models.spi.PathPolicyProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the models of all applications on the team's share, or where there is none in the user's home directory. */
public final class TeamPathPolicyProvider implements PathPolicyProvider {
    private static final String SHARE = "TEAM_SHARE";

    /** For {@link java.util.ServiceLoader}. */
    public TeamPathPolicyProvider() {}

    @Override
    public String id() {
        return "team";
    }

    @Override
    public PathPolicy open(PathPolicyConfig config) {
        return appName -> share(config)
                .or(() -> home(config))
                .orElseThrow(
                        () -> new StorageException("there is no place for models; set " + SHARE + " to a full path"))
                .resolve(appName);
    }

    private static Optional<Path> share(PathPolicyConfig config) {
        return Optional.ofNullable(config.environment().get(SHARE)).flatMap(TeamPathPolicyProvider::absolute);
    }

    private static Optional<Path> home(PathPolicyConfig config) {
        return config.userHome().flatMap(TeamPathPolicyProvider::absolute).map(home -> home.resolve("team-models"));
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
