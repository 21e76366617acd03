// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One pull of a model, from the reference to the installed files */
@Name("io.xprim.models.Pull")
@Label("Model pull")
@Category("xprim-models")
@Description("One pull of a model, from the reference to the installed files")
@StackTrace(false)
final class PullEvent extends Event {
    @Label("Reference")
    @Nullable
    String reference;

    @Label("Outcome")
    @Nullable
    String outcome;

    @Label("Bytes fetched")
    @DataAmount
    long bytesFetched;

    @Label("Bytes reused")
    @DataAmount
    long bytesReused;
}
