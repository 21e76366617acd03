// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One chunk of a model, brought to its places */
@Name("io.xprim.models.Chunk")
@Label("Model chunk")
@Category("xprim-models")
@Description("One chunk of a model, brought to its places")
@StackTrace(false)
final class ChunkEvent extends Event {
    @Label("SHA-256")
    @Nullable
    String digest;

    @Label("Source")
    @Nullable
    String source;

    @Label("Size")
    @DataAmount
    long size;
}
