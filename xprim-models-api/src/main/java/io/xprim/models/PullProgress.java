// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a pull has come. Immutable.
 *
 * @since 0.1
 */
public final class PullProgress {
    /** The phases of a pull, in their order; each is entered once. More may come. */
    public enum Phase {
        /** Fetching and checking index and manifest. */
        MANIFEST,
        /** Fetching and verifying chunks. */
        CHUNKS,
        /** Forcing the files to the disk, checking their sizes and committing. */
        EXTRACTING
    }

    private final Phase phase;
    private final int chunksTotal;
    private final int chunksCompleted;
    private final long bytesTotal;
    private final long bytesCompleted;
    private final long bytesInProgress;
    private final long bytesFetched;
    private final @Nullable String currentFile;
    private final Duration elapsed;

    private PullProgress(Builder builder) {
        phase = Objects.requireNonNull(builder.phase, "phase");
        chunksTotal = builder.chunksTotal;
        chunksCompleted = builder.chunksCompleted;
        bytesTotal = builder.bytesTotal;
        bytesCompleted = builder.bytesCompleted;
        bytesInProgress = builder.bytesInProgress;
        bytesFetched = builder.bytesFetched;
        currentFile = builder.currentFile;
        elapsed = builder.elapsed;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is being done. */
    public Phase phase() {
        return phase;
    }

    /** How many chunks the model has, repeated ones counted once; 0 until the manifest is known. */
    public int chunksTotal() {
        return chunksTotal;
    }

    /** How many of them are in place and verified. */
    public int chunksCompleted() {
        return chunksCompleted;
    }

    /** The size of the model in bytes; 0 until the manifest is known. */
    public long bytesTotal() {
        return bytesTotal;
    }

    /** Bytes of the model that are in place and verified; never decreases. */
    public long bytesCompleted() {
        return bytesCompleted;
    }

    /** Bytes received of chunks that are not verified yet. */
    public long bytesInProgress() {
        return bytesInProgress;
    }

    /** Bytes received from the registry for chunks so far, unverified ones and retries included. */
    public long bytesFetched() {
        return bytesFetched;
    }

    /** In {@link Phase#EXTRACTING}, the path of the file being finished. */
    public Optional<String> currentFile() {
        return Optional.ofNullable(currentFile);
    }

    /** The time since the call began. */
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public String toString() {
        return "PullProgress[" + "phase=" + phase + ", chunksTotal=" + chunksTotal + ", chunksCompleted="
                + chunksCompleted + ", bytesTotal=" + bytesTotal + ", bytesCompleted=" + bytesCompleted
                + ", bytesInProgress=" + bytesInProgress + ", bytesFetched=" + bytesFetched + ", currentFile="
                + currentFile + ", elapsed=" + elapsed + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable Phase phase;
        private int chunksTotal;
        private int chunksCompleted;
        private long bytesTotal;
        private long bytesCompleted;
        private long bytesInProgress;
        private long bytesFetched;
        private @Nullable String currentFile;
        private Duration elapsed = Duration.ZERO;

        private Builder() {}

        /** Sets {@link PullProgress#phase()}. */
        public Builder phase(Phase phase) {
            this.phase = Objects.requireNonNull(phase, "phase");
            return this;
        }

        /** Sets {@link PullProgress#chunksTotal()}. */
        public Builder chunksTotal(int chunksTotal) {
            this.chunksTotal = chunksTotal;
            return this;
        }

        /** Sets {@link PullProgress#chunksCompleted()}. */
        public Builder chunksCompleted(int chunksCompleted) {
            this.chunksCompleted = chunksCompleted;
            return this;
        }

        /** Sets {@link PullProgress#bytesTotal()}. */
        public Builder bytesTotal(long bytesTotal) {
            this.bytesTotal = bytesTotal;
            return this;
        }

        /** Sets {@link PullProgress#bytesCompleted()}. */
        public Builder bytesCompleted(long bytesCompleted) {
            this.bytesCompleted = bytesCompleted;
            return this;
        }

        /** Sets {@link PullProgress#bytesInProgress()}. */
        public Builder bytesInProgress(long bytesInProgress) {
            this.bytesInProgress = bytesInProgress;
            return this;
        }

        /** Sets {@link PullProgress#bytesFetched()}. */
        public Builder bytesFetched(long bytesFetched) {
            this.bytesFetched = bytesFetched;
            return this;
        }

        /** Sets {@link PullProgress#currentFile()}. */
        public Builder currentFile(String currentFile) {
            this.currentFile = Objects.requireNonNull(currentFile, "currentFile");
            return this;
        }

        /** Sets {@link PullProgress#elapsed()}. */
        public Builder elapsed(Duration elapsed) {
            this.elapsed = Objects.requireNonNull(elapsed, "elapsed");
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public PullProgress build() {
            return new PullProgress(this);
        }
    }
}
