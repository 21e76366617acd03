// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

/** Which chunks have bytes of a file; only asked for files that are not empty. */
public interface FileChunks {
    int firstChunk(int file);

    int lastChunk(int file);
}
