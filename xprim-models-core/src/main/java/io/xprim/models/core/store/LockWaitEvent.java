// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.store;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The wait for the lock of a model or of the list of models */
@Name("io.xprim.models.LockWait")
@Label("Model lock wait")
@Category("xprim-models")
@Description("The wait for the lock of a model or of the list of models")
@StackTrace(false)
final class LockWaitEvent extends Event {
    @Label("Lock")
    @Nullable
    String lock;

    @Label("Acquired")
    boolean acquired;
}
