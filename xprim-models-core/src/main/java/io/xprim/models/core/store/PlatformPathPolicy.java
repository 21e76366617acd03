// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import io.xprim.models.StorageException;
import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.PathPolicyConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps models where the platform wants applications' data: below {@code XDG_DATA_HOME} or {@code ~/.local/share} (XDG Base Directory
 * Specification 0.8), {@code ~/Library/Application Support} on macOS, {@code %APPDATA%} on Windows.
 */
public final class PlatformPathPolicy implements PathPolicy {
    private final PathPolicyConfig config;

    public PlatformPathPolicy(PathPolicyConfig config) {
        this.config = config;
    }

    @Override
    public Path baseDirectory(String appName) {
        return data().resolve(appName).resolve("models");
    }

    private Path data() {
        String os = config.osName().toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return variable("APPDATA")
                    .orElseGet(() -> home("USERPROFILE").resolve("AppData").resolve("Roaming"));
        }
        if (os.startsWith("mac")) {
            return home("HOME").resolve("Library").resolve("Application Support");
        }
        return variable("XDG_DATA_HOME")
                .orElseGet(() -> home("HOME").resolve(".local").resolve("share"));
    }

    /** A path that is not absolute is to be ignored, says the specification. */
    private Optional<Path> variable(String name) {
        return Optional.ofNullable(config.environment().get(name)).flatMap(PlatformPathPolicy::absolute);
    }

    private Path home(String variable) {
        return variable(variable)
                .or(() -> config.userHome().flatMap(PlatformPathPolicy::absolute))
                .orElseThrow(
                        () -> new StorageException("storage error: there is no home directory to keep models in; set "
                                + variable + " or choose a data directory"));
    }

    private static Optional<Path> absolute(String path) {
        try {
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(path)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
