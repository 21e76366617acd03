// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.transfer;

import io.xprim.models.PullProgress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what a pull does. Thread-safe. */
public final class TransferProgress {
    private final long start = System.nanoTime();
    private final LongAdder fetched = new LongAdder();
    private final LongAdder reused = new LongAdder();
    private final LongAdder inProgress = new LongAdder();
    private long changes;
    private PullProgress.Phase phase = PullProgress.Phase.MANIFEST;
    private int chunksTotal;
    private long bytesTotal;
    private int chunksCompleted;
    private long bytesCompleted;
    private @Nullable String currentFile;

    /** What goes on now. */
    public synchronized PullProgress.Phase phase() {
        return phase;
    }

    /** Enters the next phase. */
    public synchronized void enter(PullProgress.Phase next) {
        phase = next;
        changed();
    }

    synchronized void expect(int chunks, long bytes) {
        chunksTotal = chunks;
        bytesTotal = bytes;
        changed();
    }

    /** Tells that a chunk is in place and verified. */
    synchronized void completed(long bytes) {
        chunksCompleted++;
        bytesCompleted += bytes;
        changed();
    }

    /** Tells which file is being finished. */
    public synchronized void finishing(String file) {
        currentFile = file;
        changed();
    }

    void fetched(long bytes) {
        fetched.add(bytes);
        inProgress.add(bytes);
    }

    void attemptEnded(long bytes) {
        inProgress.add(-bytes);
    }

    void reused(long bytes) {
        reused.add(bytes);
    }

    public long bytesFetched() {
        return fetched.sum();
    }

    public long bytesReused() {
        return reused.sum();
    }

    public synchronized long bytesVerified() {
        return bytesCompleted;
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** A number that grows with each change but the passing of bytes. */
    synchronized long changes() {
        return changes;
    }

    synchronized PullProgress snapshot() {
        PullProgress.Builder state = PullProgress.builder()
                .phase(phase)
                .chunksTotal(chunksTotal)
                .chunksCompleted(chunksCompleted)
                .bytesTotal(bytesTotal)
                .bytesCompleted(bytesCompleted)
                .bytesInProgress(Math.max(0, inProgress.sum()))
                .bytesFetched(fetched.sum())
                .elapsed(elapsed());
        if (currentFile != null) {
            state.currentFile(currentFile);
        }
        return state.build();
    }

    /** Ends a wait for the next change. */
    synchronized void wake() {
        changed();
    }

    /** Waits for the next change, or until the time is up. */
    synchronized void awaitChange(long seen, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left; changes == seen && (left = end - System.nanoTime()) > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    private void changed() {
        changes++;
        notifyAll();
    }
}
