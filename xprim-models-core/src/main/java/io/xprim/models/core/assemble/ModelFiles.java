// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.assemble;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The files of a model in the making, by index. Thread-safe. */
public interface ModelFiles {
    /** Writes all of {@code bytes} at a place in a file, making the file if it is not there. */
    void write(int file, long position, ByteBuffer bytes) throws IOException;

    /**
     * Fills {@code bytes} from a place in a file.
     *
     * @return whether there was as much
     */
    boolean read(int file, long position, ByteBuffer bytes) throws IOException;
}
