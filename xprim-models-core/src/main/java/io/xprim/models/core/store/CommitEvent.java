// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Everything of a model forced to the disk and put into place */
@Name("io.xprim.models.Commit")
@Label("Model commit")
@Category("xprim-models")
@Description("Everything of a model forced to the disk and put into place")
@StackTrace(false)
final class CommitEvent extends Event {
    @Label("Reference")
    @Nullable
    String reference;

    @Label("Files")
    int files;

    @Label("Durable")
    boolean durable;
}
