// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.suite;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** A test on a thread of its own, which is left behind if it hangs. */
final class BoundedTest implements Executable {
    private final String sentence;
    private final Duration limit;
    private final Executable test;

    BoundedTest(String sentence, Duration limit, Executable test) {
        this.sentence = sentence;
        this.limit = limit;
        this.test = test;
    }

    @Override
    public void execute() throws Throwable {
        Background run = Background.start("contract: " + sentence, test);
        Optional<Throwable> failure = run.failureWithin(limit);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
