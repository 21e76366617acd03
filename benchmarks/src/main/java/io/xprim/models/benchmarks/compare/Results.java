// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What came of a comparison, in the order of its contenders. */
public final class Results {
    private final Comparison comparison;
    private final List<Result> results;

    Results(Comparison comparison, List<Result> results) {
        this.comparison = comparison;
        this.results = List.copyOf(results);
    }

    Comparison comparison() {
        return comparison;
    }

    List<Result> all() {
        return results;
    }

    Optional<Result> of(String name) {
        return results.stream()
                .filter(result -> result.contender().name().equals(name))
                .filter(Result::hasFigures)
                .findFirst();
    }

    /** The fastest of those that a contender is measured against. */
    Optional<Result> baseOf(Result result) {
        return result.contender().bases().stream()
                .flatMap(name -> of(name).stream())
                .min(Comparator.comparingDouble(base -> base.median(Measurement::wallSeconds)));
    }
}
