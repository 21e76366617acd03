// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.registry;

import io.xprim.models.core.format.GrowingDocument;
import java.io.IOException;

/** A place on the disk for documents that are too long for the memory. */
@FunctionalInterface
public interface Spool {
    /** Makes an empty one, which is the caller's to close. */
    GrowingDocument create() throws IOException;
}
