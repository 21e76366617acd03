// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How everything that is installed compares with the registry. Immutable.
 *
 * @since 0.1
 */
public final class UpdateChecks {
    private final List<UpdateCheck> checks;
    private final SortedMap<ModelRef, ModelException> failed;

    private UpdateChecks(Builder builder) {
        checks = List.copyOf(builder.checks);
        failed = Collections.unmodifiableSortedMap(new TreeMap<>(builder.failed));
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The versions that could be compared, sorted. */
    public List<UpdateCheck> checks() {
        return checks;
    }

    /** The versions that could not, and why. */
    public SortedMap<ModelRef, ModelException> failed() {
        return failed;
    }

    @Override
    public String toString() {
        return "UpdateChecks[" + "checks=" + checks + ", failed=" + failed + "]";
    }

    /** Collects the values; not thread-safe. */
    public static final class Builder {
        private List<UpdateCheck> checks = List.of();
        private Map<ModelRef, ModelException> failed = Map.of();

        private Builder() {}

        /** Sets {@link UpdateChecks#checks()}. */
        public Builder checks(List<UpdateCheck> checks) {
            this.checks = List.copyOf(checks);
            return this;
        }

        /** Sets {@link UpdateChecks#failed()}. */
        public Builder failed(Map<ModelRef, ModelException> failed) {
            this.failed = Map.copyOf(failed);
            return this;
        }

        /** Makes the value. */
        public UpdateChecks build() {
            return new UpdateChecks(this);
        }
    }
}
