// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.spi;

import java.util.Comparator;

/** A provider that can be chosen, as it described itself when it was asked. */
record Candidate<P extends Provider>(P provider, String id, int priority) {
    /** The one to take comes first, wherever on the path each was found: that order changes with the build. */
    static final Comparator<Candidate<?>> BEST_FIRST = Comparator.<Candidate<?>>comparingInt(Candidate::priority)
            .reversed()
            .thenComparing(Candidate::id)
            .thenComparing(Candidate::className);

    static <P extends Provider> Candidate<P> of(P provider) {
        return new Candidate<>(provider, provider.id(), provider.priority());
    }

    String className() {
        return provider.getClass().getName();
    }

    /** Id, class, where it comes from and its priority. */
    @Override
    public String toString() {
        return id + " (" + details() + ")";
    }

    String details() {
        Module module = provider.getClass().getModule();
        return className() + (module.isNamed() ? " in module " + module.getName() : "") + ", priority " + priority;
    }
}
