// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.architecture.offenders.core.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes where it may only read. */
public final class FolderRegistry {
    public FolderRegistry() {}

    public void change(Path file) throws IOException {
        Files.delete(file);
    }
}
