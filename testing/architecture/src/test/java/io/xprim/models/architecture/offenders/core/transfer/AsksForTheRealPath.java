// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.transfer;

import java.io.IOException;
import java.nio.file.Path;

/** Looks at the disk through a path. */
public final class AsksForTheRealPath {
    public AsksForTheRealPath() {}

    public Path real(Path path) throws IOException {
        return path.toRealPath();
    }
}
