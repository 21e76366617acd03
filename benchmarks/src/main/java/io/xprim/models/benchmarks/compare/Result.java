// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What comes of a contender: a measurement of each round but the first, which warms up, or the reason why there are none. */
final class Result {
    private final Contender contender;
    private final List<Measurement> measurements = new ArrayList<>();
    private @Nullable String remark;

    private Result(Contender contender, @Nullable String remark) {
        this.contender = contender;
        this.remark = remark;
    }

    /** Begins without a measurement. */
    static Result of(Contender contender) {
        return new Result(contender, contender.command().isPresent() ? null : "left out: " + contender.whyNot());
    }

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    void fail(String why) {
        remark = "failed: " + why;
    }

    Contender contender() {
        return contender;
    }

    /** What is to be said instead of figures. */
    Optional<String> remark() {
        return Optional.ofNullable(remark);
    }

    int rounds() {
        return measurements.size();
    }

    boolean hasFigures() {
        return remark == null && !measurements.isEmpty();
    }

    double median(ToDoubleFunction<Measurement> value) {
        return median(measurements.stream().mapToDouble(value));
    }

    /** How many times as long it took, round by round: a machine that gets slower makes both slower. */
    double ratioTo(Result base) {
        return median(IntStream.range(0, measurements.size())
                .mapToDouble(round -> measurements.get(round).wallSeconds()
                        / base.measurements.get(round).wallSeconds()));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
