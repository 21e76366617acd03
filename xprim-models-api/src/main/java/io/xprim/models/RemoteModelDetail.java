// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model with what its manifest says. Immutable.
 *
 * @since 0.1
 */
public final class RemoteModelDetail {
    private final RemoteModel model;
    private final long totalSize;
    private final long chunkSize;
    private final int chunkCount;
    private final List<ModelFile> files;

    private RemoteModelDetail(Builder builder) {
        model = Objects.requireNonNull(builder.model, "model");
        totalSize = builder.totalSize;
        chunkSize = builder.chunkSize;
        chunkCount = builder.chunkCount;
        files = builder.files;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What the index says. */
    public RemoteModel model() {
        return model;
    }

    /** The size of all files together, in bytes. */
    public long totalSize() {
        return totalSize;
    }

    /** The size of a chunk, of the largest where they differ, in bytes. */
    public long chunkSize() {
        return chunkSize;
    }

    /** How many chunks the model has, repeated ones counted each time. */
    public int chunkCount() {
        return chunkCount;
    }

    /** The files, in the order of the manifest. */
    public List<ModelFile> files() {
        return files;
    }

    @Override
    public String toString() {
        return "RemoteModelDetail[" + "model=" + model + ", totalSize=" + totalSize + ", chunkSize=" + chunkSize
                + ", chunkCount=" + chunkCount + ", files=" + files + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private @Nullable RemoteModel model;
        private long totalSize;
        private long chunkSize;
        private int chunkCount;
        private List<ModelFile> files = List.of();

        private Builder() {}

        /** Sets {@link RemoteModelDetail#model()}. */
        public Builder model(RemoteModel model) {
            this.model = Objects.requireNonNull(model, "model");
            return this;
        }

        /** Sets {@link RemoteModelDetail#totalSize()}. */
        public Builder totalSize(long totalSize) {
            this.totalSize = totalSize;
            return this;
        }

        /** Sets {@link RemoteModelDetail#chunkSize()}. */
        public Builder chunkSize(long chunkSize) {
            this.chunkSize = chunkSize;
            return this;
        }

        /** Sets {@link RemoteModelDetail#chunkCount()}. */
        public Builder chunkCount(int chunkCount) {
            this.chunkCount = chunkCount;
            return this;
        }

        /** Sets {@link RemoteModelDetail#files()}. */
        public Builder files(List<ModelFile> files) {
            this.files = List.copyOf(files);
            return this;
        }

        /**
         * Makes the value.
         *
         * @throws NullPointerException if something is missing
         */
        public RemoteModelDetail build() {
            return new RemoteModelDetail(this);
        }
    }
}
