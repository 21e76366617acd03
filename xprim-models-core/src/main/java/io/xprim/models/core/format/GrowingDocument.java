// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A document that is still arriving. */
public interface GrowingDocument extends RawDocument {
    /** Takes all of {@code bytes} behind what is there. */
    void append(ByteBuffer bytes) throws IOException;
}
