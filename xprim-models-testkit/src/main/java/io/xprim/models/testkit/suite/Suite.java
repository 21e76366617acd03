// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Tests that belong together, each of which ends in bounded time whatever the provider does. Not thread-safe. */
public final class Suite {
    private final String name;
    private final Duration limit;
    private final List<DynamicTest> tests = new ArrayList<>();

    /**
     * Begins a suite.
     *
     * @param limit how long each test may take
     */
    public Suite(String name, Duration limit) {
        this.name = name;
        this.limit = limit;
    }

    /** Adds a test, named by the sentence that it proves. */
    public Suite test(String sentence, Executable test) {
        tests.add(DynamicTest.dynamicTest(sentence, new BoundedTest(sentence, limit, test)));
        return this;
    }

    /** The suite as JUnit runs it. */
    public DynamicContainer node() {
        return DynamicContainer.dynamicContainer(name, List.copyOf(tests));
    }
}
