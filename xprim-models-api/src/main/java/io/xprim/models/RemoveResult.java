// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a removal of several versions did. Immutable.
 *
 * @since 0.1
 */
public final class RemoveResult {
    private final List<ModelRef> removed;
    private final SortedMap<ModelRef, ModelException> failed;

    private RemoveResult(Builder builder) {
        removed = List.copyOf(builder.removed);
        failed = Collections.unmodifiableSortedMap(new TreeMap<>(builder.failed));
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The versions that are gone, sorted. */
    public List<ModelRef> removed() {
        return removed;
    }

    /** The versions that are still there, and why. */
    public SortedMap<ModelRef, ModelException> failed() {
        return failed;
    }

    @Override
    public String toString() {
        return "RemoveResult[" + "removed=" + removed + ", failed=" + failed + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private List<ModelRef> removed = List.of();
        private Map<ModelRef, ModelException> failed = Map.of();

        private Builder() {}

        /** Sets {@link RemoveResult#removed()}. */
        public Builder removed(List<ModelRef> removed) {
            this.removed = List.copyOf(removed);
            return this;
        }

        /** Sets {@link RemoveResult#failed()}. */
        public Builder failed(Map<ModelRef, ModelException> failed) {
            this.failed = Map.copyOf(failed);
            return this;
        }

        /** Makes the value. */
        public RemoveResult build() {
            return new RemoveResult(this);
        }
    }
}
