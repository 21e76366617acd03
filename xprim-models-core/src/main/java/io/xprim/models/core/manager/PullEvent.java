// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.core.transfer.WorkTimes;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
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

    @Label("Network")
    @Description("Making connections, asking, receiving")
    @Timespan
    long network;

    @Label("Hash")
    @Description("Hashing, with the reading of what was there already")
    @Timespan
    long hash;

    @Label("Disk")
    @Description("Writing and forcing")
    @Timespan
    long disk;

    @Label("Waiting")
    @Description("For another attempt, for a limit of the rate, or for a lock")
    @Timespan
    long waiting;

    @Label("Limit")
    @Description("Which of these took longest")
    @Nullable
    String limit;

    void spent(WorkTimes times) {
        network = times.network();
        hash = times.hash();
        disk = times.disk();
        waiting = times.waiting();
        limit = times.limit();
    }
}
