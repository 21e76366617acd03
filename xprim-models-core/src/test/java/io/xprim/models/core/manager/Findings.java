// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many states of a use case were looked at, and in which of them a promise was broken. */
final class Findings {
    private static final int MOST_REPORTED = 3;
    private static final int LONGEST = 600;
    private static final int DEEPEST = 8;

    private final String useCase;
    private final long seed;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<String>> broken = new LinkedHashMap<>();

    Findings(String useCase, long seed) {
        this.useCase = useCase;
        this.seed = seed;
    }

    void count(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Adds a broken promise, and how to see it again. */
    void add(int operation, String what, Throwable failure) {
        String told = failure.toString().replaceAll("\\s+", " ");
        String where = Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::toString)
                .filter(frame -> frame.contains("io.xprim.models") && !frame.contains("CrashStates"))
                .limit(DEEPEST)
                .collect(Collectors.joining("\n      "));
        String kind = told.substring(0, Math.min(LONGEST, told.length())) + "\n      " + where;
        String example = useCase + " at operation " + operation + ", " + what + "; see it again with -Ddisk.case='"
                + useCase + "' -Ddisk.at=" + operation + " -Ddisk.seed=" + seed;
        broken.computeIfAbsent(kind, ignored -> new ArrayList<>()).add(example);
    }

    /** Fails if a promise was broken. */
    void ensureNone() {
        if (!broken.isEmpty()) {
            throw new AssertionError(broken.entrySet().stream()
                    .map(kind -> "broken in " + kind.getValue().size() + " of " + total() + " states: " + kind.getKey()
                            + "\n    "
                            + kind.getValue().stream().limit(MOST_REPORTED).collect(Collectors.joining("\n    ")))
                    .collect(Collectors.joining("\n")));
        }
    }

    @Override
    public String toString() {
        return useCase + ": " + counts + ", seed " + seed;
    }
}
