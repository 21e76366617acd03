// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.format;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a document as they came, in memory or on the disk, until it is closed. Thread-safe. */
public interface RawDocument extends AutoCloseable {
    /** Reads it from its start; as often as is wanted. */
    InputStream open() throws IOException;

    /** Gives up what it takes; streams that are open end with a failure. */
    @Override
    void close();
}
