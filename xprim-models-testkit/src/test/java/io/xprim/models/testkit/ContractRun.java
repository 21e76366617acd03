// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** A contract's tests by their sentences, to be run one by one. */
final class ContractRun {
    private final Map<String, Executable> tests = new LinkedHashMap<>();

    private ContractRun() {}

    static ContractRun of(Stream<DynamicNode> nodes) {
        ContractRun run = new ContractRun();
        nodes.forEach(run::add);
        return run;
    }

    /** How a test fails, if it does. */
    Optional<Throwable> failure(String sentence) {
        Executable test = Objects.requireNonNull(tests.get(sentence), () -> "there is no test: " + sentence);
        try {
            test.execute();
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    private void add(DynamicNode node) {
        if (node instanceof DynamicTest test) {
            tests.put(test.getDisplayName(), test.getExecutable());
        } else if (node instanceof DynamicContainer container) {
            container.getChildren().forEach(this::add);
        }
    }
}
