// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.core.assemble.ModelFiles;
import io.xprim.models.core.store.Staging;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The files of a staging, as the assembly of the model sees them. */
record StagingFiles(Staging staging) implements ModelFiles {
    @Override
    public void write(int file, long position, ByteBuffer bytes) throws IOException {
        staging.write(file, position, bytes);
    }

    @Override
    public boolean read(int file, long position, ByteBuffer bytes) throws IOException {
        return staging.read(file, position, bytes);
    }
}
