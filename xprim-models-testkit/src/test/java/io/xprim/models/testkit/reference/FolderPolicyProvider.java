// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.reference;

import io.xprim.models.StorageException;
import io.xprim.models.spi.PathPolicy;
import io.xprim.models.spi.PathPolicyConfig;
import io.xprim.models.spi.PathPolicyProvider;
import java.nio.file.Path;

/** A correct policy: a folder in the home directory, whatever the system. */
public final class FolderPolicyProvider implements PathPolicyProvider {
    @Override
    public String id() {
        return "folder";
    }

    @Override
    public PathPolicy open(PathPolicyConfig config) {
        return application -> config.userHome()
                .map(home -> Path.of(home, "models", application))
                .orElseThrow(() -> new StorageException("there is no home directory"));
    }
}
