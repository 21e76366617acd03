// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.core.transfer.WorkTimes;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the time of one pull went into; its workers' time counts as that of the pull, divided as theirs was. For the thread of the pull. */
final class PullTimes {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private WorkTimes spent = WorkTimes.NONE;
    private long since;

    /** Counts from now on. */
    void begin() {
        since = System.nanoTime();
    }

    /** Counts the time since the last count as spent on the network. */
    void network() {
        add(new WorkTimes(1, 0, 0, 0));
    }

    /** Counts it as spent on waiting. */
    void waiting() {
        add(new WorkTimes(0, 0, 0, 1));
    }

    /** Counts it as spent on the disk. */
    void disk() {
        add(new WorkTimes(0, 0, 1, 0));
    }

    /** Counts it as spent on what workers spent theirs. */
    void workers(WorkTimes work) {
        add(work);
    }

    private void add(WorkTimes shares) {
        long now = System.nanoTime();
        spent = spent.plus(shares.scaledTo(now - since));
        since = now;
    }

    WorkTimes spent() {
        return spent;
    }

    /** For a log. */
    @Override
    public String toString() {
        return "network=" + seconds(spent.network()) + " hash=" + seconds(spent.hash()) + " disk="
                + seconds(spent.disk()) + " waiting=" + seconds(spent.waiting()) + " limit=" + spent.limit();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2fs", nanos / SECOND);
    }
}
