// Copyright the xprim-models authors. SPDX-License-Identifier: Apache-2.0
package io.xprim.models.testkit.lock;

import io.xprim.models.spi.FileLockerProvider;
import io.xprim.models.testkit.suite.Suite;
import java.time.Duration;
import org.junit.jupiter.api.DynamicContainer;

/** Tests that each get lockers and a folder of their own. Not thread-safe. */
final class LockSuite {
    private final FileLockerProvider provider;
    private final Suite suite;

    LockSuite(String name, FileLockerProvider provider, Duration limit) {
        this.provider = provider;
        suite = new Suite(name, limit);
    }

    LockSuite test(String sentence, LockCase test) {
        suite.test(sentence, () -> {
            try (LockTrial trial = LockTrial.of(provider)) {
                test.run(trial);
            }
        });
        return this;
    }

    DynamicContainer node() {
        return suite.node();
    }
}
