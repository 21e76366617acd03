// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.core.manager;

import io.xprim.models.CallOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** A call that threads make while others close the manager runs to its end before that is closed, or is refused. */
public class CallsTest {
    private final Calls calls = new Calls("test", failure -> {});
    private volatile boolean closed;

    @Test
    void threadsCallAndCloseAsIfThereWereOne() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(2)
                .sequentialSpecification(OneThread.class)
                .check(CallsTest.class);
    }

    @Operation
    public String call() {
        try {
            return calls.run("test", CallOptions.defaults(), cancellation -> closed ? "ran after the end" : "ran");
        } catch (IllegalStateException e) {
            return "refused";
        }
    }

    @Operation
    public void close() {
        calls.close();
        closed = true;
    }

    @Validate
    public void end() {
        calls.close();
    }

    /** What one thread would see. */
    public static final class OneThread {
        private boolean closed;

        public String call() {
            return closed ? "refused" : "ran";
        }

        public void close() {
            closed = true;
        }
    }
}
