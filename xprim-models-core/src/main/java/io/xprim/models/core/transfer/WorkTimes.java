// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

/**
 * What work on a model took, in nanoseconds.
 *
 * @param network making connections, asking, receiving
 * @param hash hashing, with the reading of what was there already
 * @param disk writing and forcing
 * @param waiting for another attempt, for a limit of the rate, or for somebody's lock
 */
public record WorkTimes(long network, long hash, long disk, long waiting) {
    /** Nothing. */
    public static final WorkTimes NONE = new WorkTimes(0, 0, 0, 0);

    /** All of it. */
    public long total() {
        return network + hash + disk + waiting;
    }

    /** This and that. */
    public WorkTimes plus(WorkTimes other) {
        return new WorkTimes(network + other.network, hash + other.hash, disk + other.disk, waiting + other.waiting);
    }

    /** The same shares of another total. */
    public WorkTimes scaledTo(long nanos) {
        double factor = total() == 0 ? 0 : (double) nanos / total();
        return new WorkTimes(
                (long) (network * factor), (long) (hash * factor), (long) (disk * factor), (long) (waiting * factor));
    }

    /** What took longest. */
    public String limit() {
        long most = Math.max(Math.max(network, hash), Math.max(disk, waiting));
        if (most == network) {
            return "network";
        }
        if (most == disk) {
            return "disk";
        }
        return most == hash ? "hash" : "waiting";
    }
}
