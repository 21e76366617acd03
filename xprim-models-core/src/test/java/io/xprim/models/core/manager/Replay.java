// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import java.util.Map;
import java.util.stream.Stream;

/** What was asked to be looked at again: one use case, one operation of it, with the power cuts of a seed. */
final class Replay {
    private static final String OPERATION = "disk.at";

    private final long seed = Long.getLong("disk.seed", System.nanoTime());
    private final String useCase = System.getProperty("disk.case", "");

    long seed() {
        return seed;
    }

    boolean wantsAll() {
        return useCase.isEmpty() && Integer.getInteger(OPERATION) == null;
    }

    boolean wants(int operation) {
        return Integer.getInteger(OPERATION, operation) == operation;
    }

    Stream<Map.Entry<String, UseCase>> of(Map<String, UseCase> cases) {
        return cases.entrySet().stream().filter(named -> useCase.isEmpty() || useCase.equals(named.getKey()));
    }
}
